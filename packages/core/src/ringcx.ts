/**
 * The generated RingCX protocol: for simulated widgets, recorders and replays.
 *
 * @packageDocumentation
 */
export { checkResult, dispatchFromPage, issuesOf } from './generated/dispatcher.js';
export {
  envelopes,
  maskCall,
  maskCallLogEntry,
  maskContact,
  maskContactQuery,
  maskLeadReference,
  maskTask,
} from './generated/messages.js';
export { protocol } from './generated/protocol.js';
export { applyMask, invalid } from './mask.js';
export {
  isLogCallData,
  isMatchCallLogsData,
  isMatchContactsData,
  isRingCall,
} from './generated/validators.js';
export type { FromPage } from './generated/dispatcher.js';
