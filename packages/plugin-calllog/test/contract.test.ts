import { testPlugin, type ContractOptions } from '@jackfield/testing/vitest';
import { callLog, isCallLogError, memoryCallLogStore } from '../src/index.js';

/** A log without a key is valid by its schema, kept as rejected, and the agent is reported so. */
const data: ContractOptions['data'] = {
  logCall: {
    mayRefuse: ({ sessionId }, error) =>
      sessionId.trim() === '' && isCallLogError(error) && error.code === 'KEY_MISSING',
  },
};

testPlugin(({ clock }) => callLog({ store: memoryCallLogStore(), now: () => clock.now() }), {
  data,
  runs: 50,
});
