import type { Protocol } from '../model.js';
import { createChanges, type Change } from './change.js';
import { compareMessages } from './compare-messages.js';
import { compareWires } from './compare-wire.js';
import { compareWords } from './compare-words.js';

/**
 * Every change from one protocol to the next, those first that break something.
 *
 * What a message means depends on who has to do with it. What the widget sends, plugins read; what
 * they answer, they write. What the page sends, it writes; what it is answered, it reads. Who writes
 * is bound one way: what was right has to stay right. Who reads is bound both ways: values that
 * were not there before surprise code, and values that are not valid any more cost the message, for
 * the widgets that are in use send them still, and what is invalid is not delivered.
 *
 * @example
 * const changes = diffProtocols(await loadProtocol({ schemas: 'old' }), await loadProtocol({ schemas: 'new' }));
 * const breaking = changes.filter(({ breaks }) => breaks.length > 0);
 */
export const diffProtocols = (old: Protocol, next: Protocol): readonly Change[] => {
  const changes = createChanges();
  compareWires(old, next, changes);
  compareMessages(old, next, changes);
  compareWords(old, next, changes);
  return changes.list();
};
