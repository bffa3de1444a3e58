import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Checks its signal in a function that is not `async`. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-leads',
    requests: {
      viewLead({ leadId }, { signal }) {
        signal.throwIfAborted();
        return crm.save({ shown: leadId }, signal);
      },
    },
  });
};
