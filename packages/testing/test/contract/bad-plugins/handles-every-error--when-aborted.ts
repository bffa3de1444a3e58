import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Starts two requests, awaits one after the other, and so misses the error of the second. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        const saved = crm.save(log, signal);
        const noted = crm.save({ notes: log.task?.notes }, signal);
        await saved;
        await noted;
        return 'ok';
      },
    },
  });
};
