/** The protocol of a widget. */
export type Wire = 'ringcx' | 'ringex';

/** A message of the widget that a plugin can handle, from its schema. */
export interface CatalogueEntry {
  readonly name: string;
  /** The wire that has it under this name: plugins know many messages of RingEX by those of RingCX. */
  readonly wire: Wire;
  readonly kind: 'request' | 'push';
  /** The area of RingEX that has it; `undefined` if all pages have it. */
  readonly area?: string;
  /** The first sentence of its description. */
  readonly about: string;
  /** What is registered for it; only requests have one. */
  readonly capability?: string;
  /** What must be registered as well. */
  readonly requires?: readonly string[];
  /** What to use instead, if it is deprecated. */
  readonly deprecated?: string;
  /** An example of what the widget sends, as JSON; `undefined` if that is nothing. */
  readonly example?: string;
  /** The path of a request of RingEX. */
  readonly path?: string;
  /** An example of the result of a request of RingEX, as JSON. */
  readonly result?: string;
}
