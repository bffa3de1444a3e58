/** A message of the widget that a plugin can handle, from its schema. */
export interface CatalogueEntry {
  readonly name: string;
  readonly kind: 'request' | 'push';
  /** The first sentence of its description. */
  readonly about: string;
  /** The flag that is registered for it; only requests have one. */
  readonly capability?: string;
  /** What to use instead, if it is deprecated. */
  readonly deprecated?: string;
  /** An example of what the widget sends, as JSON. */
  readonly example: string;
}
