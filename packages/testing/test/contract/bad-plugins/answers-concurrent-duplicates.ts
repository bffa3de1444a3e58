import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Treats a concurrent duplicate of a request as a mistake, and answers that it has no contact. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const pending = new Set<string>();
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        const key = JSON.stringify(queries);
        if (pending.has(key)) return {};
        pending.add(key);
        try {
          const numbers = queries.map(({ phoneNumber }) => phoneNumber);
          const people = await crm.find(numbers, signal);
          return Object.fromEntries(numbers.map((number, index) => [number, [people[index]!]]));
        } finally {
          pending.delete(key);
        }
      },
    },
  });
};
