import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Names the caller in the error that it throws when its time is over. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ sessionId, call }, { signal }) {
        try {
          await crm.save({ sessionId, call }, signal);
        } catch (cause) {
          throw new Error(`Could not save the call of ${call.from.phoneNumber}`, { cause });
        }
        return 'ok';
      },
    },
  });
};
