/**
 * The generated RingCX protocol: for simulated widgets, recorders and replays.
 *
 * @packageDocumentation
 */
export { checkData, checkResult, dispatchFromPage } from './generated/dispatcher.js';
export { envelopes } from './generated/messages.js';
export { protocol } from './generated/protocol.js';
export type { FromPage } from './generated/dispatcher.js';
