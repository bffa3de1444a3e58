import { definePlugin } from '@jackfield/core';
import { testPlugin } from '@jackfield/testing/vitest'; // or '@jackfield/testing/node'

interface Crm {
  save(row: object, signal: AbortSignal): Promise<void>;
}

const acmeLog = (crm: Crm) =>
  definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ call, task, sessionId }, { signal }) {
        await crm.save({ key: sessionId, caller: call.from, notes: task?.notes }, signal);
        return 'ok';
      },
    },
  });

testPlugin(acmeLog({ save: async () => undefined }));
