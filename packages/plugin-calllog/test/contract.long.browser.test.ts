import { testPlugin } from '@jackfield/testing/vitest';
import { afterAll } from 'vitest';
import { callLog, indexedDbCallLogStore, isCallLogError } from '../src/index.js';

/** Each plugin has databases of its own: what another one still delivers would change its answers. */
const names: string[] = [];

afterAll(() => {
  for (const name of names)
    for (const each of [name, `jackfield-outbox:calllog:${name}`]) indexedDB.deleteDatabase(each);
});

testPlugin(
  ({ clock }) => {
    const name = `calllog-contract-${crypto.randomUUID()}`;
    names.push(name);
    return callLog({ store: indexedDbCallLogStore({ name }), owner: name, now: () => clock.now() });
  },
  {
    runs: 10,
    // A real database takes more of a busy computer's time than a plugin in memory.
    budgetMs: 600_000,
    data: {
      logCall: {
        mayRefuse: (_log, error) => isCallLogError(error) && error.code === 'KEY_MISSING',
      },
    },
  },
);
