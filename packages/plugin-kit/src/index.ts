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
export { inBatches } from './rest/batches.js';
export {
  createRestClient,
  type RestFailure,
  type RestHeaders,
  type RestOptions,
} from './rest/rest-client.js';
export { restRules } from './rest/rest-rules.js';
export { systemTimers, type Timers, untilAborted, withTimeout } from './with-timeout.js';
