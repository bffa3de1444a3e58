// The script for pages without a bundler: all but the REST source and what imports files, which have
// scripts of their own, so that this one stays small.
export { contacts } from './contacts.js';
export { ContactsError, isContactsError } from './contacts-error.js';
export { indexedDbContactSource } from './database/iife-source.js';
export { memoryContactSource } from './memory-contact-source.js';
export { normaliseNumber } from './normalise-number.js';
export { readTime } from './read-time.js';
