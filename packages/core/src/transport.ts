import type { JackfieldError } from './errors.js';

/** What a transport tells the session. */
export type TransportEvent =
  /** One posted value. `reply` posts to whoever sent it, and throws if that one is gone. */
  | {
      readonly type: 'message';
      readonly data: unknown;
      readonly reply?: (envelope: unknown) => void;
    }
  /** There is a widget, and it does not listen yet. */
  | { readonly type: 'loading' }
  /** The widget's document was loaded, once more or for the first time: it can be posted to. */
  | { readonly type: 'load' }
  /** The widget went away. */
  | { readonly type: 'gone' }
  /** Something claims to be the widget and was not accepted. */
  | { readonly type: 'refused'; readonly error: JackfieldError };

/** The way to one widget and back. A test brings one of its own. */
export interface Transport {
  /** Posts one envelope to the widget. Throws when it cannot be posted or copied. */
  send(envelope: unknown): void;
  /** Starts to listen; returns what ends it. Tell `{ type: 'load' }` once the far side listens. */
  subscribe(listener: (event: TransportEvent) => void): () => void;
  /** Gives the widget free for another host, while answers under way may still be sent. */
  release?(): void;
}
