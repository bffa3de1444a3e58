/**
 * What generated code and the runtime share, whatever the wire is called. Types only.
 *
 * @packageDocumentation
 */

/** The four groups of messages of a protocol: name to body types. Types only. */
export interface MessageMaps {
  /** Asked by the widget, answered by the page. */
  readonly requests: object;
  /** Told by the widget. */
  readonly pushes: object;
  /** Asked by the page, answered by the widget. */
  readonly pageRequests: object;
  /** Told by the page. */
  readonly pagePushes: object;
}

/** The body of a request, as the exchange `E` of a generated map has it. */
export type DataOf<E> = E extends { readonly data: infer Data } ? Data : never;
/** The answer to a request, as the exchange `E` of a generated map has it. */
export type ResultOf<E> = E extends { readonly result: infer Result } ? Result : never;

/** A keyword of a schema that a body fails: what a generated validator reports. */
export interface FailedKeyword {
  /** JSON pointer into the body; `''` is the body itself. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed. */
  readonly keyword: string;
  /** What the schema expects there, as in `string` or `required property 'call'`. */
  readonly expected: string;
}

/** A place at which a body breaks its schema. Nothing personal is in it. */
export interface Issue extends FailedKeyword {
  /** The kind of what was received there, such as `null` or `array of 3`: never a value. */
  readonly received: string;
  /** All of it as a sentence. */
  readonly message: string;
}

/**
 * What diagnostics may show of a value: `0` all of it; a string nothing but that kind of personal
 * data; `{ member }` an object; `[items]` an array; `[keys, values]` a record.
 */
export type Mask =
  0 | string | readonly [Mask] | readonly [0 | string, Mask] | { readonly [member: string]: Mask };

/** How a message travels; `bare` is without an envelope. */
export type EnvelopeKind = 'push' | 'request' | 'bare';

/** A message whose body is what its schema says. */
export interface Valid<Kind extends 'push' | 'request', Name extends string, Body> {
  readonly status: 'valid';
  readonly kind: Kind;
  readonly name: Name;
  readonly body: Body;
}

/** A message whose body is not what its schema says. */
export interface Invalid<Name extends string = string> {
  readonly status: 'invalid';
  readonly kind: 'push' | 'request';
  readonly name: Name;
  readonly issues: readonly FailedKeyword[];
}

/** A message that is known and that no plugin gets. */
export interface Internal {
  readonly status: 'internal';
  readonly kind: 'push' | 'request';
  readonly name: string;
}

/** A message that no schema defines, or that came in another envelope. */
export interface Unknown {
  readonly status: 'unknown';
}

/** What the generated dispatcher says of one message. */
export type Dispatched = Valid<'push' | 'request', string, unknown> | Invalid | Internal | Unknown;

/** How several plugins' answers to one request become one. */
export type CombinePolicy = 'merge' | 'all' | 'first';

/** What core knows of a request from the widget. */
export interface RequestEntry {
  readonly type: string;
  readonly capability: string;
  readonly combine: CombinePolicy;
  readonly deadlineMs: number;
}

/** What core knows of a push. */
export interface PushEntry {
  readonly type: string;
  /** Sent without an envelope. */
  readonly bare?: true;
  /** JSON pointer to what tells a repeated push from the next one. */
  readonly once?: string;
}

/** A posted object, taken out of its envelope. */
export interface Envelope {
  readonly kind: EnvelopeKind | 'response';
  /** Of requests and responses. */
  readonly id: string;
  /** Of all but responses. */
  readonly type: string;
  /** Of a response, its result. */
  readonly body: unknown;
  /** Of responses. */
  readonly error?: unknown;
}

/** The members of what wraps a push. */
export interface PushEnvelope {
  /** The value of the wire's tag member. */
  readonly tag: string;
  /** The member that holds the payload; without it, the envelope itself is the payload. */
  readonly payload?: string;
  /** The payload's member that holds the wire type. */
  readonly type: string;
}

/** The members of what wraps a request. */
export interface RequestEnvelope extends PushEnvelope {
  /** The member that a request and its response share. */
  readonly id: string;
  /** The payload's member that holds the data; without it, the rest of the payload. */
  readonly body?: string;
}

/** The members of what wraps a response. */
export interface ResponseEnvelope extends Omit<PushEnvelope, 'type'> {
  /** The member that a request and its response share. */
  readonly id: string;
  /** The member that holds the answer. */
  readonly result: string;
  /** The member that holds the error. */
  readonly error: string;
}

/** The envelopes that one side sends. */
export interface SideEnvelopes {
  readonly push: PushEnvelope;
  readonly request: RequestEnvelope;
  readonly response: ResponseEnvelope;
}

/** How messages are wrapped, for whoever plays the widget. */
export interface Envelopes {
  /** The member that names an envelope. */
  readonly tag: string;
  /** What the widget sends. */
  readonly widget: SideEnvelopes;
  /** What the page sends. */
  readonly page: SideEnvelopes;
}

/** The masks of all messages, by who sends them, name and part. */
export interface Masks {
  readonly fromWidget: Readonly<Record<string, MessageMasks>>;
  readonly fromPage: Readonly<Record<string, MessageMasks>>;
}

type MessageMasks = Readonly<Partial<Record<'body' | 'data' | 'result', Mask>>>;

/** Something deprecated is used. It gives nothing away of what was sent. */
export interface DeprecatedUse {
  readonly name: string;
  /** Who sends the message. */
  readonly from: 'widget' | 'page';
  /** Whose handler, listener or answer it is; absent for what the page sends. */
  readonly plugin?: string | undefined;
  /** The part of the message, where a member of it is meant. */
  readonly part?: 'body' | 'data' | 'result' | undefined;
  /** The member as a JSON pointer; any entry of a list and any key of a record is `*`. */
  readonly pointer?: string | undefined;
  /** What to use instead. */
  readonly advice: string;
}

/** Where a host tells what is used. */
export interface DeprecatedWatch {
  /** A plugin was added. */
  plugin(plugin: {
    readonly name: string;
    readonly requests?: object;
    readonly invalid?: object;
    readonly pushes?: object;
  }): void;
  /** The page sends a message. */
  sent(name: string, body: unknown): void;
  /** A plugin answered a request. */
  answered(name: string, result: unknown, plugin: string): void;
}

/** How a wire's messages travel. */
export interface Wire {
  readonly name: string;
  /** How long the widget waits for an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** The id of the frame that the wire's own adapter script makes. */
  readonly frameId?: string;
  /** Where the widget is known to be served. */
  readonly origins: readonly string[];
  /** The messages that say "ready" and "these are my capabilities". */
  readonly roles: { readonly ready?: string; readonly register?: string };
}

/**
 * A wire's messages, tables and checks, as `jackfield generate` emits them.
 *
 * @typeParam M - the generated `Messages`; it carries the types of all bodies
 */
export interface Protocol<M extends MessageMaps> extends Wire {
  readonly requests: Readonly<Record<keyof M['requests'], RequestEntry>>;
  readonly pushes: Readonly<Record<keyof M['pushes'], PushEntry>>;
  readonly pageRequests: Readonly<Record<keyof M['pageRequests'], { readonly type: string }>>;
  readonly pagePushes: Readonly<Record<keyof M['pagePushes'], PushEntry>>;
  readonly masks: Masks;
  /** Takes what the widget posted out of its envelope; `undefined` when it is in none. Never throws. */
  readEnvelope(data: unknown): Envelope | undefined;
  /** Puts a message of the page into the envelope of its kind; a bare one into none. */
  wrapMessage(kind: EnvelopeKind, type: string, body: unknown, id?: string): unknown;
  /** Puts the page's answer into its envelope: the error, if there is one, or else the result. */
  wrapResponse(id: string, result: unknown, error?: string): unknown;
  /**
   * The body of the register message: the name and, as flags, the capabilities. A flag left out is
   * off (RingCX ThirdParty.ts:97-106).
   */
  registerBody(name: string, capabilities: Readonly<Record<string, true>>): unknown;
  dispatchFromWidget(envelope: EnvelopeKind, type: string, body: unknown): Dispatched;
  /** The page's answer to the widget's request `name`: `undefined` when it is right. */
  checkResult(name: string, result: unknown): readonly FailedKeyword[] | undefined;
  /** What the page is about to send: `undefined` when it is right. */
  checkPageMessage(name: string, body: unknown): readonly FailedKeyword[] | undefined;
  /** The widget's answer to the page's request `name`: `undefined` when it is right. */
  checkPageResult(name: string, result: unknown): readonly FailedKeyword[] | undefined;
  /** Looks for what is deprecated, and tells each once. Only there if something is. */
  watchDeprecated?(tell: (use: DeprecatedUse) => void): DeprecatedWatch;
  /** Never there: it only carries the types. */
  readonly messages?: M;
}
