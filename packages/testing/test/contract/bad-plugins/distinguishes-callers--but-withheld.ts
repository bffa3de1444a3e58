import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Finds the first contact for each number, and none for a number that is withheld. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        await crm.find([], signal);
        return Object.fromEntries(
          queries.map(({ phoneNumber }) => [
            phoneNumber,
            /\d/.test(phoneNumber) ? [{ id: 17, name: 'Ada Lovelace' }] : [],
          ]),
        );
      },
    },
  });
};
