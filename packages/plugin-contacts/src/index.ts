export type { AnswerCacheOptions } from './answer-cache.js';
export { contacts, type ContactsPlugin } from './contacts.js';
export type { ContactsOptions } from './contacts-options.js';
export {
  ContactsError,
  isContactsError,
  type ContactsErrorCode,
  type ImportIssue,
} from './contacts-error.js';
export type {
  LocalContactSource,
  ContactsByNumber,
  ContactSource,
  ContactSourceContext,
  ImportResult,
  SourceContact,
} from './contact-source.js';
export type { IndexedDbContactSourceOptions } from './database/database-options.js';
export type { ContactDatabase } from './database/contact-database.js';
export { indexedDbContactSource } from './indexeddb-contact-source.js';
export { memoryContactSource, type MemoryContactSourceOptions } from './memory-contact-source.js';
export type { CountryCode } from 'libphonenumber-js/min';
export { normaliseNumber } from './normalise-number.js';
export { readTime } from './read-time.js';
export type { ContactChanges, DeletedContact } from './rest/read-changes.js';
export {
  restContactSource,
  type ContactChangesQuery,
  type RestContactSource,
  type RestContactSourceOptions,
} from './rest/rest-contact-source.js';
