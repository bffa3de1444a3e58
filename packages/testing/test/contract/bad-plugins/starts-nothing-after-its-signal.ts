import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Looks up the contact first, and saves the log even if its time is over by then. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log) {
        await crm.find([log.call.from.phoneNumber]);
        await crm.save({ key: log.sessionId, notes: log.task?.notes });
        return 'ok';
      },
    },
  });
};
