import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Inserts each log: the second Submit of a call fails on the CRM's unique key. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const keys = new Set<string>();
  const saving = new Map<string, Promise<void>>();
  const insert = async (key: string, row: object, signal: AbortSignal): Promise<void> => {
    if (keys.has(key)) throw new Error('duplicate key value violates unique constraint');
    await crm.save(row, signal);
    keys.add(key);
  };
  return definePlugin({
    name: 'acme-log',
    requests: {
      // A double click is one insert.
      async logCall(log, { signal }) {
        const { sessionId: key } = log;
        const saved = saving.get(key) ?? insert(key, log, signal);
        saving.set(key, saved);
        await saved.finally(() => saving.delete(key));
        return 'ok';
      },
    },
  });
};
