import { testPlugin } from '@jackfield/testing/vitest';
import { afterAll } from 'vitest';
import { callLog, indexedDbCallLogStore, isCallLogError } from '../src/index.js';

const name = `calllog-contract-${crypto.randomUUID()}`;

afterAll(() => void indexedDB.deleteDatabase(name));

testPlugin(
  ({ clock }) => callLog({ store: indexedDbCallLogStore({ name }), now: () => clock.now() }),
  {
    runs: 10,
    data: {
      logCall: {
        mayRefuse: (_log, error) => isCallLogError(error) && error.code === 'KEY_MISSING',
      },
    },
  },
);
