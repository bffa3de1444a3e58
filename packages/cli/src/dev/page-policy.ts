/** The origins and the nonce that {@link pagePolicy} allows in addition to the page's own origin. */
export interface PagePolicyOptions {
  readonly pageOrigin: string;
  readonly widgetOrigin: string;
  /** Vite's client needs it for the style elements of imported stylesheets. */
  readonly nonce: string;
  /** Origins that the plugins may connect to. */
  readonly connect: readonly string[];
}

/**
 * Returns the Content-Security-Policy of the page. It is as strict as a CRM's, so that a plugin that
 * would fail there fails here. In addition to the playground's policy, it allows what Vite's client
 * needs: its WebSocket, and a nonce for styles. It refuses inline scripts and styles, `eval`, and
 * workers from a blob.
 */
export const pagePolicy = ({
  pageOrigin,
  widgetOrigin,
  nonce,
  connect,
}: PagePolicyOptions): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    ['connect-src', "'self'", pageOrigin.replace(/^http/, 'ws'), ...connect].join(' '),
    "img-src 'self'",
    "font-src 'self'",
    `frame-src ${widgetOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
