import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Uses the number of the leg as the key: another call has the same, and the history finds no log. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const rows: Record<string, object> = {};
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ call, task }, { signal }) {
        await crm.save({ caller: call.from, notes: task?.notes }, signal);
        rows[call.sessionId ?? call.id] = call;
        return 'ok';
      },
    },
  });
};
