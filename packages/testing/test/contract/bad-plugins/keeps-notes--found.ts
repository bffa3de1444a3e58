import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Replaces the whole row, whose notes the history shows. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const rows: Record<string, { readonly id: string; readonly notes?: string | undefined }> = {};
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(log, signal);
        rows[log.sessionId] = { id: log.sessionId, notes: log.task?.notes };
        return 'ok';
      },
      matchCallLogs: async (keys) =>
        Object.fromEntries(keys.map((key) => [key, Object.hasOwn(rows, key) ? [rows[key]!] : []])),
    },
  });
};
