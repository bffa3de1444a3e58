/**
 * For programs that run the server in their own process, such as the playground.
 *
 * @packageDocumentation
 */
export { readConfig, type Config } from './config.js';
export { contactsOf } from './contacts.js';
export { readSeed } from './seed.js';
export { start, type Running } from './start.js';
