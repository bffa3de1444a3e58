/** What the widget's app page reports. */
export type FromFrame =
  /** Its document has loaded. */
  | { readonly kind: 'hello'; readonly address: string }
  /** It has received a message. */
  | { readonly kind: 'message'; readonly data: unknown };

/** What a page that embeds the widget reports: it has posted to the widget's window. */
export interface FromPage {
  readonly kind: 'posted';
  /** The target origin; `undefined` for none. */
  readonly target: string | undefined;
}

/** What is set before the script that watches a page. */
export interface WatchSettings {
  /** How the addresses of the widget's frames begin. */
  readonly addresses: readonly string[];
}
