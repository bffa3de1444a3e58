/**
 * Acme's call script: the protocol between a page and the frame that shows the script.
 *
 * @packageDocumentation
 */
export { protocol as callScript } from './generated/protocol.js';
export { envelopes as callScriptEnvelopes } from './generated/messages.js';
export type { Messages as CallScriptMessages } from './generated/protocol.js';
export type { Customer, Note, Suggestion } from './generated/types.js';
