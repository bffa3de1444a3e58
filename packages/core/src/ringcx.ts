/**
 * The RingCX protocol as it is generated: for whoever plays the widget, records or replays.
 *
 * @packageDocumentation
 */
export { dispatchFromPage } from './generated/dispatcher.js';
export { envelopes } from './generated/messages.js';
export { protocol } from './generated/protocol.js';
export type { FromPage } from './generated/dispatcher.js';
