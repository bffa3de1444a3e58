import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Waits for a free connection without its signal, and then saves the log. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const rows = new Map<string, object>();
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ sessionId, call }) {
        await crm.find([]);
        rows.set(sessionId, call);
        return 'ok';
      },
    },
  });
};
