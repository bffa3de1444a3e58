// What the outbox's element promises, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const PLUGIN = 'packages/plugin-calllog';

export const elementMutations: readonly Mutation[] = [
  ...mutationsOf(
    `${PLUGIN}/src/element/item-row.ts`,
    `${PLUGIN}/test/element/outbox-element.browser.test.ts`,
    [
      {
        name: 'the outbox’s element removes nothing before it has asked once more',
        find: "createButton(owner, 'discard', async () => ask(true))",
        replace: "createButton(owner, 'discard', async () => actions.discard(key))",
        test: 'remove a log before it has asked once more',
      },
    ],
  ),
  ...mutationsOf(
    `${PLUGIN}/src/element/button.ts`,
    `${PLUGIN}/test/element/outbox-element.browser.test.ts`,
    [
      {
        name: 'the outbox’s element runs no action twice at once',
        find: 'if (isRunning) return;',
        replace: '',
        test: 'run an action twice while it is under way',
      },
    ],
  ),
  ...mutationsOf(
    `${PLUGIN}/src/element/outbox-view.ts`,
    `${PLUGIN}/test/element/outbox-element.browser.test.ts`,
    [
      {
        name: 'the outbox’s element loses no focus when a log leaves',
        find: 'keepFocus(before, index);',
        replace: '',
        test: 'goes to the next log when the one that had it leaves',
      },
    ],
  ),
  ...mutationsOf(
    `${PLUGIN}/src/element/outbox-element.ts`,
    `${PLUGIN}/test/element/outbox-element.browser.test.ts`,
    [
      {
        name: 'the outbox’s element shows nothing older than the last status',
        find: '(status) => !isSettled && view.show(status),',
        replace: '(status) => view.show(status),',
        test: 'show what was true before over what is true now',
      },
    ],
  ),
];
