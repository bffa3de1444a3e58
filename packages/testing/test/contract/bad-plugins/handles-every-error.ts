import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Warms a cache without a look at its error. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const remember = async (key: string): Promise<void> => {
    await Promise.resolve();
    if (key !== '') throw new TypeError('The cache is full');
  };
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ sessionId, call }, { signal }) {
        void remember(sessionId);
        await crm.save({ sessionId, call }, signal);
        return 'ok';
      },
    },
  });
};
