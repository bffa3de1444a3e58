import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Checks the whole log first, and then uses the number of the leg as its key. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const rows = new Map<string, object>();
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(structuredClone(log), signal);
        rows.set(log.call.sessionId ?? log.sessionId, { logged: log.sessionId.length > 0 });
        return 'ok';
      },
    },
  });
};
