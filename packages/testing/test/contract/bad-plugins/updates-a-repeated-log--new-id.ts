import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Replaces the row of a call by one with another id, to which no link leads any more. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const ids: Record<string, number> = {};
  let last = 0;
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(log, signal);
        last += 1;
        ids[log.sessionId] = last;
        return 'ok';
      },
      matchCallLogs: async (keys) =>
        Object.fromEntries(
          keys.map((key) => [key, Object.hasOwn(ids, key) ? [{ id: ids[key]! }] : []]),
        ),
    },
  });
};
