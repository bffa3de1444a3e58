/**
 * What the shipped plugins share.
 *
 * @packageDocumentation
 */
export {
  hasMethods,
  isDuration,
  isFunction,
  isName,
  optionsChecker,
  type Test,
} from './check-options.js';
export { createDatabase } from './database.js';
export { describe } from './describe.js';
export { createListeners } from './listeners.js';
