// From whom the panel accepts messages, and to whom it sends them.
import { type Mutation, mutationsOf } from '../../../../packages/core/test/mutation/mutation.js';

const TESTS = 'examples/call-script/test/two-hosts.browser.test.ts';

export const mutations: readonly Mutation[] = mutationsOf(
  'examples/call-script/src/panel/page-link.ts',
  TESTS,
  [
    {
      name: 'the panel accepts messages only from the window around it',
      find: 'source === page && from',
      replace: 'from',
      test: 'ignores another window',
    },
    {
      name: 'the panel accepts messages only from the page that it is for',
      find: ' && from === origin',
      replace: '',
      test: 'ignores another origin',
    },
    {
      name: 'the panel sends messages only to the page that it is for',
      find: 'postMessage(envelope, origin)',
      replace: "postMessage(envelope, '*')",
      test: 'sends nothing to a page that is not Acme’s',
    },
  ],
);
