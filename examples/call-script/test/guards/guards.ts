// Whom the panel hears and tells, line by line: `npm run guards` breaks each (scripts/guards.ts).
import { type Guard, guardsOf } from '../../../../packages/core/test/guards/guard.js';

const TESTS = 'examples/call-script/test/two-hosts.browser.test.ts';

export const guards: readonly Guard[] = guardsOf(
  'examples/call-script/src/panel/page-link.ts',
  'browser',
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
