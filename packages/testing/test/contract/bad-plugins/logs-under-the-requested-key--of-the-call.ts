import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Uses the id of the call, which all of its legs share. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const rows: Record<string, object> = {};
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(log, signal);
        rows[log.call.id] = { caller: log.call.from.phoneNumber };
        return 'ok';
      },
    },
  });
};
