import { definePlugin, type Contact } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Queries the CRM for one number after the other: a history of 250 takes 25 seconds. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 100);
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        const found = new Map<string, readonly Contact[]>();
        for (const { phoneNumber } of queries)
          found.set(phoneNumber, await crm.find([phoneNumber], signal));
        return Object.fromEntries(found);
      },
    },
  });
};
