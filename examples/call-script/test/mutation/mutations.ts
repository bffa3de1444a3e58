// Whom the panel hears and tells, line by line: `npm run test:mutation` breaks each (scripts/mutations.ts).
import { type Mutation, mutationsOf } from '../../../../packages/core/test/mutation/mutation.js';

const TESTS = 'examples/call-script/test/two-hosts.browser.test.ts';

export const mutations: readonly Mutation[] = mutationsOf(
  'examples/call-script/src/panel/page-link.ts',
  TESTS,
  [
    {
      name: 'the panel hears no window but the one around it',
      find: 'source === page && from',
      replace: 'from',
      test: 'does not hear another window',
    },
    {
      name: 'the panel hears no page but the one that it is for',
      find: ' && from === origin',
      replace: '',
      test: 'does not hear another origin',
    },
    {
      name: 'the panel tells no page but the one that it is for',
      find: 'postMessage(envelope, origin)',
      replace: "postMessage(envelope, '*')",
      test: 'tells a page that is not Acme’s nothing',
    },
  ],
);
