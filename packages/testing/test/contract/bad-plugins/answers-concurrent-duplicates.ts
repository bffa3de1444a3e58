import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Takes the widget's second question for a mistake, and answers that it knows nobody. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const asking = new Set<string>();
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        const question = JSON.stringify(queries);
        if (asking.has(question)) return {};
        asking.add(question);
        try {
          const numbers = queries.map(({ phoneNumber }) => phoneNumber);
          const people = await crm.find(numbers, signal);
          return Object.fromEntries(numbers.map((number, index) => [number, [people[index]!]]));
        } finally {
          asking.delete(question);
        }
      },
    },
  });
};
