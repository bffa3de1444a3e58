/**
 * The generated protocol as it is posted, without translation: for simulated widgets, recorders and replays.
 *
 * @packageDocumentation
 */
export { dispatchFromPage } from './generated/dispatcher.js';
export { envelopes } from './generated/messages.js';
export { protocol } from './generated/protocol.js';
export { spokenByPage, spokenByWidget } from './generated/speaks.js';
export type { FromPage } from './generated/dispatcher.js';
export type { Messages } from './generated/messages.js';
