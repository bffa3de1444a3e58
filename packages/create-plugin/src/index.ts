/**
 * The functions of the command `npm create @jackfield/plugin`.
 *
 * @packageDocumentation
 */
export type { CatalogueEntry, Wire } from './catalogue-entry.js';
export type { Choice, Language, Workspace } from './choice.js';
export { filesOf } from './files/files.js';
export { catalogue } from './generated/catalogue.js';
export { main } from './main.js';
export type { Surroundings } from './main.js';
export type { Terminal } from './ask.js';
