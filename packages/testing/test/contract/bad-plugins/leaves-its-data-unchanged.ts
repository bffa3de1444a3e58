import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Sorts the list that it receives. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        (queries as unknown as { phoneNumber: string }[]).sort((a, b) =>
          a.phoneNumber < b.phoneNumber ? -1 : 1,
        );
        const numbers = queries.map(({ phoneNumber }) => phoneNumber);
        await crm.find(numbers, signal);
        return Object.fromEntries(numbers.map((number) => [number, [{ name: `No. ${number}` }]]));
      },
    },
  });
};
