/** A message of the widget that a plugin may handle, as its schema tells it. */
export interface CatalogueEntry {
  readonly name: string;
  readonly kind: 'request' | 'push';
  /** The first sentence of its description. */
  readonly about: string;
  /** The flag that is registered for it; only requests have one. */
  readonly capability?: string;
  /** What to use instead, where it is deprecated. */
  readonly deprecated?: string;
  /** What comes from the widget, for instance, as JSON. */
  readonly example: string;
}
