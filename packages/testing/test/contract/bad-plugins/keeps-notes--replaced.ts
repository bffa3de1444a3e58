import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Replaces the row of a log by what the request contains. */
export const bad: PluginFactory = () => {
  const rows = new Map<string, { readonly notes: string | undefined }>();
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ sessionId, task }) {
        rows.set(sessionId, { notes: task?.notes ?? undefined });
        return 'ok';
      },
      matchCallLogs: async (keys) =>
        Object.fromEntries(keys.map((key) => [key, rows.has(key) ? [{ id: key }] : []])),
    },
  });
};
