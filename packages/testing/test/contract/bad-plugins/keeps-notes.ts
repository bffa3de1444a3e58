import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Writes empty notes when the agent touched nothing. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const rows = new Map<string, object>();
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(log, signal);
        rows.set(log.sessionId, { notes: log.task?.notes ?? '' });
        return 'ok';
      },
    },
  });
};
