/** What {@link pagePolicy} allows beside the page itself. */
export interface PagePolicyOptions {
  readonly pageOrigin: string;
  readonly widgetOrigin: string;
  /** Vite's client puts a stylesheet that a plugin imports into an element, which needs it. */
  readonly nonce: string;
  /** Servers that the plugins talk to. */
  readonly connect: readonly string[];
}

/**
 * The Content-Security-Policy of the page: as strict as a CRM's, so that a plugin that could not
 * live there is refused here. It differs from the playground's by what Vite's client needs: its
 * socket, and a nonce for the styles that it makes of stylesheets. Inline scripts and styles, `eval`
 * and workers from a blob stay refused.
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
