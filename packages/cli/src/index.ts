/**
 * The author's toolchain as functions; the command is `jackfield`.
 *
 * @packageDocumentation
 */
export type { Io } from './command.js';
export { main } from './main.js';
