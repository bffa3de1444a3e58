import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Races its CRM against a timer, and does not clear the timer. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const tooLate = (): Promise<string> =>
    new Promise((resolve) => void setTimeout(() => resolve('too late'), 3_000));
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await Promise.race([crm.save(log, signal), tooLate()]);
        return 'ok';
      },
    },
  });
};
