import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Stops waiting when its signal aborts, and its work goes on. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        signal.throwIfAborted();
        const aborted = new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        });
        await Promise.race([crm.save(log), aborted]);
        return 'ok';
      },
    },
  });
};
