/** What a generated `protocol` offers to the runtime, whatever its wire is called. */

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

/** One place at which a body breaks its schema. */
export interface Fault {
  /** JSON pointer into the body; `''` is the body itself. */
  readonly pointer: string;
  /** What the schema wants there, as in `string` or `required property 'call'`. */
  readonly expected: string;
  /** The JSON Schema keyword that failed. */
  readonly keyword: string;
}

/** A fault with what came instead, in words that give no value away. */
export interface FoundFault extends Fault {
  readonly actual: string;
}

/**
 * What diagnostics may show of a value: `0` all of it; a string nothing but that kind of personal
 * data; `{ member }` an object; `[items]` an array; `[keys, values]` a record.
 */
export type Mask =
  0 | string | readonly [Mask] | readonly [0 | string, Mask] | { readonly [member: string]: Mask };

export type EnvelopeKind = 'push' | 'request' | 'bare';

/** What the generated dispatcher says of one message from the widget. */
export type Dispatched =
  | {
      readonly status: 'valid';
      readonly kind: 'push' | 'request';
      readonly name: string;
      readonly body: unknown;
    }
  | {
      readonly status: 'invalid';
      readonly kind: 'push' | 'request';
      readonly name: string;
      readonly faults: readonly Fault[];
    }
  | { readonly status: 'internal'; readonly kind: 'push' | 'request'; readonly name: string }
  | { readonly status: 'unknown' };

/** How several plugins' answers to one request become one. */
export type CombinePolicy = 'merge' | 'all' | 'first';

export interface RequestEntry {
  readonly type: string;
  readonly capability: string;
  readonly combine: CombinePolicy;
  readonly deadlineMs: number;
}

export interface PushEntry {
  readonly type: string;
  /** Sent without an envelope. */
  readonly bare?: boolean;
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

/**
 * A wire's messages, tables and checks, as `jackfield generate` emits them.
 *
 * @typeParam M - the generated `Messages`; it carries the types of all bodies
 */
export interface Protocol<M extends MessageMaps> {
  readonly name: string;
  /** How long the widget waits for an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** The id of the frame that the wire's own adapter script makes. */
  readonly frameId?: string;
  /** Where the widget is known to be served. */
  readonly origins: readonly string[];
  readonly roles: { readonly ready?: string; readonly register?: string };
  readonly requests: { readonly [K in keyof M['requests']]: RequestEntry };
  readonly pushes: { readonly [K in keyof M['pushes']]: PushEntry };
  readonly pageRequests: { readonly [K in keyof M['pageRequests']]: { readonly type: string } };
  readonly pagePushes: { readonly [K in keyof M['pagePushes']]: PushEntry };
  readonly masks: {
    readonly fromWidget: Readonly<Record<string, Readonly<Record<string, Mask>>>>;
    readonly fromPage: Readonly<Record<string, Readonly<Record<string, Mask>>>>;
  };
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
  checkResult(name: string, result: unknown): readonly Fault[] | undefined;
  /** What the page is about to send: `undefined` when it is right. */
  checkPageMessage(name: string, body: unknown): readonly Fault[] | undefined;
  /** The widget's answer to the page's request `name`: `undefined` when it is right. */
  checkPageResult(name: string, result: unknown): readonly Fault[] | undefined;
  /** Looks for what is deprecated, and tells each once. Only there if something is. */
  watchDeprecated?(tell: (use: DeprecatedUse) => void): DeprecatedWatch;
  /** Never there: it only carries the types. */
  readonly messages?: M;
}
