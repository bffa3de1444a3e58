import type { JackfieldError } from './errors.js';

/** The events of a transport. */
export type TransportEvent =
  /** A posted value. `reply` posts to its sender, and throws if the sender is gone. */
  | {
      readonly type: 'message';
      readonly data: unknown;
      readonly reply?: (envelope: unknown) => void;
    }
  /** There is a widget that does not listen yet. */
  | { readonly type: 'loading' }
  /** The widget's document was loaded or reloaded: messages can be posted to it. */
  | { readonly type: 'load' }
  /** The widget was removed. */
  | { readonly type: 'gone' }
  /** A frame with the widget's id was not accepted. */
  | { readonly type: 'refused'; readonly error: JackfieldError };

/** The connection to one widget. Tests can pass their own. */
export interface Transport {
  /** Posts one envelope to the widget. Throws when it cannot be posted or copied. */
  send(envelope: unknown): void;
  /** Adds a listener; returns a function that removes it. Emit `{ type: 'load' }` once the widget listens. */
  subscribe(listener: (event: TransportEvent) => void): () => void;
  /** Returns why there is no widget; `undefined` if there is one. */
  missing?(): JackfieldError | undefined;
  /** Releases the widget for another host, while pending answers may still be sent. */
  release?(): void;
}
