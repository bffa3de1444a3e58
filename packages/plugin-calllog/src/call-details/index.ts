// What the rest of the package uses of this folder.
export type { CallMemory, CallRow } from './call-memory.js';
export { createCallTracker, type CallTracker, type CallTrackerOptions } from './call-tracker.js';
export { type CallTables, forgetOld, isOpenCall } from './forget.js';
export {
  resolveContacts,
  type ContactsTiming,
  type ResolveContact,
  type ResolvedContacts,
} from './resolve-contacts.js';
export { resolveDisposition, type Dispositions } from './resolve-disposition.js';
export type { Due, UndisposedCall } from './undisposed.js';
