/**
 * Makes Jackfield plugins; the command is `npm create @jackfield/plugin`.
 *
 * @packageDocumentation
 */
export { main } from './main.js';
