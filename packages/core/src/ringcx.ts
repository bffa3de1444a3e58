/**
 * The RingCX protocol as it is generated: for whoever plays the widget, records or replays.
 *
 * @packageDocumentation
 */
export { dispatchFromPage } from './generated/dispatcher.js';
export { envelopes } from './generated/messages.js';
export { protocol } from './generated/protocol.js';
export type { EnvelopeKind, Fault, FromPage } from './generated/dispatcher.js';
export type { Envelopes, Mask } from './generated/messages.js';
