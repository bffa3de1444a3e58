import { testPlugin } from '@jackfield/testing/vitest';
import { afterAll } from 'vitest';
import { callLog, indexedDbCallLogStore, isCallLogError } from '../src/index.js';

const name = `calllog-contract-${crypto.randomUUID()}`;

afterAll(() => {
  for (const each of [name, `jackfield-outbox:calllog:${name}`]) indexedDB.deleteDatabase(each);
});

testPlugin(
  ({ clock }) =>
    callLog({ store: indexedDbCallLogStore({ name }), owner: name, now: () => clock.now() }),
  {
    runs: 10,
    data: {
      logCall: {
        mayRefuse: (_log, error) => isCallLogError(error) && error.code === 'KEY_MISSING',
      },
    },
  },
);
