import type { Protocol } from '../model.js';
import { createChanges, type Change } from './change.js';
import { compareMessages } from './compare-messages.js';
import { compareTypes } from './compare-types.js';
import { compareWires } from './compare-wire.js';
import { compareWords } from './compare-words.js';
import { createInclusion } from './inclusion.js';

/**
 * Returns every change from one protocol to the next, breaking ones first.
 *
 * Plugins read what the widget sends, and write results. Senders (code of the page) write what the
 * page sends, and read results. For writers, a change is safe if every valid value stays valid.
 * Readers are affected in both directions: code does not expect new values, and if values become
 * invalid, messages are lost, because widgets in use still send them and invalid messages are not
 * delivered.
 *
 * @example
 * const changes = diffProtocols(await loadProtocol({ schemas: 'old' }), await loadProtocol({ schemas: 'new' }));
 * const breaking = changes.filter(({ breaks }) => breaks.length > 0);
 */
export const diffProtocols = (old: Protocol, next: Protocol): readonly Change[] => {
  const changes = createChanges();
  compareWires(old, next, changes);
  const includes = createInclusion();
  compareMessages(old, next, includes, changes);
  compareTypes(old, next, includes, changes);
  compareWords(old, next, changes);
  return changes.list();
};
