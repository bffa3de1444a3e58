/**
 * The panel's half: for the document in the frame.
 *
 * @packageDocumentation
 */
export { connectPage } from './connect-page.js';
export type { Page, PanelHandlers } from './connect-page.js';
export { pageLink } from './page-link.js';
export type { PageLink } from './page-link.js';
