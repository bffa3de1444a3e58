import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Cuts the leg off the key, so that the log of one leg is found for every leg. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const rows: Record<string, { readonly id: string }> = {};
  const keyOf = (key: string): string => key.replace(/\$.*$/, '');
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(log, signal);
        rows[keyOf(log.sessionId)] = { id: log.sessionId };
        return 'ok';
      },
      matchCallLogs: async (keys) =>
        Object.fromEntries(
          keys.map((key) => {
            const name = keyOf(key);
            return [key, Object.hasOwn(rows, name) ? [rows[name]!] : []];
          }),
        ),
    },
  });
};
