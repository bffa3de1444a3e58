import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Does not pass its signal to the CRM, whose calls take most of a second. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 700);
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ sessionId, task }) {
        await crm.save({ sessionId, notes: task?.notes });
        return 'ok';
      },
    },
  });
};
