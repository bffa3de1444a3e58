/**
 * The types that generated code and the runtime share, for any wire.
 *
 * @packageDocumentation
 */

/** The four groups of messages of a protocol: name to body types. Types only. */
export interface MessageMaps {
  /** Requests of the widget, which the page answers. */
  readonly requests: object;
  /** Pushes of the widget. */
  readonly pushes: object;
  /** Requests of the page, which the widget answers. */
  readonly pageRequests: object;
  /** Pushes of the page. */
  readonly pagePushes: object;
}

/** The body of a request, as the exchange `E` of a generated map has it. */
export type DataOf<E> = E extends { readonly data: infer Data } ? Data : never;
/** The answer to a request, as the exchange `E` of a generated map has it. */
export type ResultOf<E> = E extends { readonly result: infer Result } ? Result : never;

/** A schema keyword that a body breaks, as a generated validator reports it. */
export interface FailedKeyword {
  /** JSON pointer into the body; `''` is the body itself. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed. */
  readonly keyword: string;
  /** What the schema expects there, as in `string` or `required property 'call'`. */
  readonly expected: string;
}

/** A place at which a body does not match its schema. It contains no personal data. */
export interface Issue extends FailedKeyword {
  /** The kind of the received value, such as `null` or `array of 3`: never the value itself. */
  readonly received: string;
  /** The issue as a sentence. */
  readonly message: string;
}

/**
 * What diagnostics may show of a value: `0` for everything; a string for only that kind of personal
 * data; `{ member }` for an object; `[items]` for an array; `[keys, values]` for a record.
 */
export type Mask =
  0 | string | readonly [Mask] | readonly [0 | string, Mask] | { readonly [member: string]: Mask };

/** The envelope of a message; `bare` means without an envelope. */
export type EnvelopeKind = 'push' | 'request' | 'bare';

/** A message whose body matches its schema. */
export interface Valid<Kind extends 'push' | 'request', Name extends string, Body> {
  readonly status: 'valid';
  readonly kind: Kind;
  readonly name: Name;
  readonly body: Body;
  /** What a translator adds to the context of the handlers. */
  readonly context?: object;
}

/** A message whose body does not match its schema. */
export interface Invalid<Name extends string = string> {
  readonly status: 'invalid';
  readonly kind: 'push' | 'request';
  readonly name: Name;
  readonly issues: readonly FailedKeyword[];
  /** As in {@link Valid}. */
  readonly context?: object;
}

/** A known message that plugins do not receive. */
export interface Internal {
  readonly status: 'internal';
  readonly kind: 'push' | 'request';
  readonly name: string;
}

/** A request that is answered with `result`, without plugins: a translator knows that it says nothing new. */
export interface Settled {
  readonly status: 'settled';
  readonly kind: 'request';
  readonly name: string;
  readonly result?: unknown;
}

/** A message that no schema defines, or that has another envelope. */
export interface Unknown {
  readonly status: 'unknown';
}

/** The result of the generated dispatcher for one message. */
export type Dispatched =
  Valid<'push' | 'request', string, unknown> | Settled | Invalid | Internal | Unknown;

/** How the answers of several plugins to one request are combined. */
export type CombinePolicy = 'merge' | 'all' | 'first';

/** What core knows of a request from the widget. */
export interface RequestEntry {
  readonly type: string;
  readonly capability: string;
  readonly combine: CombinePolicy;
  readonly deadlineMs: number;
  /** How long the widget waits for the answer, in milliseconds, if not the wire's `timeoutMs`. */
  readonly timeoutMs?: number;
}

/** What core knows of a push. */
export interface PushEntry {
  readonly type: string;
  /** Whether it has no envelope. */
  readonly bare?: true;
  /** JSON pointer to the value that is equal in repeated pushes. */
  readonly once?: string;
}

/** A posted object, parsed from its envelope. */
export interface Envelope {
  readonly kind: EnvelopeKind | 'response';
  /** For requests and responses. */
  readonly id: string;
  /** For all except responses. */
  readonly type: string;
  /** For a response, its result. */
  readonly body: unknown;
  /** For responses. */
  readonly error?: unknown;
}

/** Where a part of an envelope is: the name of a member, or a position if the envelope is an array. */
export type Place = string | number;

/** What the envelopes of all kinds of message have. */
interface AnyEnvelope {
  /** The value at the wire's tag. */
  readonly tag?: string | number | boolean;
  /** The place of the payload; without it, the envelope itself is the payload. */
  readonly payload?: Place;
  /** What the payload of each message of this kind contains, by place; required when it is read. */
  readonly constants?: Readonly<Record<string, string | number | boolean | null>>;
  /** What is sent with each message of this kind, by place, and ignored when it is read. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** The parts of the envelope of a push. */
export interface PushEnvelope extends AnyEnvelope {
  /** The payload's place of the wire type. */
  readonly type: Place;
  /** The payload's place of the body; without it, the rest of the payload. */
  readonly body?: Place;
}

/** The parts of the envelope of a request. */
export interface RequestEnvelope extends PushEnvelope {
  /** The place of the id that a request and its response share. */
  readonly id: Place;
}

/** The parts of the envelope of a response. */
export interface ResponseEnvelope extends AnyEnvelope {
  /** The place of the id that a request and its response share. */
  readonly id: Place;
  /** The payload's place of the answer. */
  readonly result: Place;
  /** The payload's place of the error, unless errors have an envelope of their own. */
  readonly error?: Place;
}

/** The parts of the envelope of a response that reports an error. */
export interface ErrorEnvelope extends AnyEnvelope {
  /** The place of the id that a request and its response share. */
  readonly id: Place;
  /** The payload's place of the text. */
  readonly message: Place;
}

/** The envelopes that one side sends. */
export interface SideEnvelopes {
  /** What each message of this side contains, bare ones too. */
  readonly constants?: Readonly<Record<string, string | number | boolean | null>>;
  readonly push?: PushEnvelope;
  readonly request?: RequestEnvelope;
  readonly response?: ResponseEnvelope;
  /** The envelope of errors, if it is not that of responses. */
  readonly error?: ErrorEnvelope;
}

/** The envelopes of all messages, for simulated widgets. */
export interface Envelopes {
  /** The place of the value that identifies an envelope, if there is one. */
  readonly tag?: Place;
  /** How wire types are posted. Default: `string`. */
  readonly types?: 'string' | 'number';
  /** How request ids are posted. Default: `string`. */
  readonly ids?: 'string' | 'number';
  /** The envelopes of the widget's messages. */
  readonly widget: SideEnvelopes;
  /** The envelopes of the page's messages. */
  readonly page: SideEnvelopes;
}

/** The masks of all messages, by sender, name and part. */
export interface Masks {
  readonly fromWidget: Readonly<Record<string, MessageMasks>>;
  readonly fromPage: Readonly<Record<string, MessageMasks>>;
}

type MessageMasks = Readonly<Partial<Record<'body' | 'data' | 'result', Mask>>>;

/** The use of a deprecated message or member. It contains no sent data. */
export interface DeprecatedUse {
  readonly name: string;
  /** Who sends the message. */
  readonly from: 'widget' | 'page';
  /** The plugin that handles, listens or answers; absent for messages of the page. */
  readonly plugin?: string | undefined;
  /** The part of the message, if a member is deprecated. */
  readonly part?: 'body' | 'data' | 'result' | undefined;
  /** JSON pointer to the member; list entries and record keys are `*`. */
  readonly pointer?: string | undefined;
  /** What to use instead. */
  readonly advice: string;
}

/** Reports the use of deprecated messages and members. */
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

/** The facts of a wire. */
export interface Wire {
  readonly name: string;
  /** How long the widget waits for an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** The id of the frame that the wire's adapter script creates. */
  readonly frameId?: string;
  /** The known origins of the widget. */
  readonly origins: readonly string[];
  /** How the widget's addresses begin at origins that other wires have, too: paths by origin. */
  readonly paths?: Readonly<Record<string, string>>;
  /** Whether the widget keeps capabilities that a later registration leaves out. */
  readonly sticky?: true;
  /** The wires whose plugins run on this one. */
  readonly speaks?: readonly string[];
  /** Whether request ids are posted as numbers. */
  readonly ids?: 'number';
  /** The ready messages and the register message. */
  readonly roles: { readonly ready?: readonly string[]; readonly register?: string };
}

/**
 * A wire's messages, tables and checks, as `jackfield generate` emits them.
 *
 * @typeParam M - the generated `Messages`; it carries the types of all bodies
 */
export interface Protocol<M extends MessageMaps> extends Omit<Wire, 'speaks'> {
  /** Knows for which protocols plugins may be made that run on this one, besides those made for itself. */
  readonly speaks?: { includes(name: string): boolean };
  readonly requests: Readonly<Record<keyof M['requests'], RequestEntry>>;
  readonly pushes: Readonly<Record<keyof M['pushes'], PushEntry>>;
  readonly pageRequests: Readonly<Record<keyof M['pageRequests'], { readonly type: string }>>;
  readonly pagePushes: Readonly<Record<keyof M['pagePushes'], PushEntry>>;
  readonly masks: Masks;
  /** Parses a posted envelope of the widget; `undefined` if it is not an envelope. Never throws. */
  readEnvelope(data: unknown): Envelope | undefined;
  /** Wraps a message of the page in the envelope of its kind; a bare message in none. */
  wrapMessage(kind: EnvelopeKind, type: string, body: unknown, id?: string, name?: string): unknown;
  /**
   * Wraps the page's answer to `request` in its envelope: the error, if there is one, or else the
   * result. On a wire without errors, a failure of `request` is a result.
   */
  wrapResponse(id: string, result: unknown, error?: string, request?: string): unknown;
  /**
   * Returns the body of the register message: the name and the capabilities, perhaps with options of
   * the page. An omitted capability is off (RingCX ThirdParty.ts:97-106), unless the wire is `sticky`.
   */
  registerBody(
    name: string,
    capabilities: Readonly<Record<string, true>>,
    options?: object,
  ): unknown;
  /**
   * Identifies a message of the widget, and validates its body.
   *
   * @param asked - the name of the request that a plugin asks: its data is as plugins know it
   */
  dispatchFromWidget(
    envelope: EnvelopeKind,
    type: string,
    body: unknown,
    asked?: string,
  ): Dispatched;
  /** Returns the issues of the page's answer to the widget's request `name`; `undefined` if it is valid. */
  checkResult(name: string, result: unknown): readonly FailedKeyword[] | undefined;
  /** Returns the issues of a message of the page; `undefined` if it is valid. */
  checkPageMessage(name: string, body: unknown): readonly FailedKeyword[] | undefined;
  /** Returns the issues of the widget's answer to the page's request `name`; `undefined` if it is valid. */
  checkPageResult(name: string, result: unknown): readonly FailedKeyword[] | undefined;
  /** Reports each deprecated use once. Absent if the protocol has no deprecations. */
  watchDeprecated?(report: (use: DeprecatedUse) => void): DeprecatedWatch;
  /** Never present: it only carries the types. */
  readonly messages?: M;
}
