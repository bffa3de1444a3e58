import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Writes the appointments that the CRM found to the console: who, and at which time. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-contacts',
    requests: {
      matchContacts: async (queries) =>
        Object.fromEntries(
          queries.map(({ phoneNumber }) => {
            const appointment = `Grace Hopper ${phoneNumber.slice(-2)} at 10:30`;
            console.debug(`found ${appointment}`);
            return [phoneNumber, [{ name: 'A contact', appointment }]];
          }),
        ),
    },
  });
