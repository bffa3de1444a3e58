import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Attaches the whole log to the error that it throws. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(log, signal).catch(() => {
          throw new Error('Could not save the log', { cause: { log } });
        });
        return 'ok';
      },
    },
  });
};
