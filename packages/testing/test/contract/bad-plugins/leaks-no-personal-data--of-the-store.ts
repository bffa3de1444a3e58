import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Writes the names that the CRM found to the console. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-leads',
    requests: {
      async matchContacts(queries, { signal }) {
        const numbers = queries.map(({ phoneNumber }) => phoneNumber);
        const people = await crm.find(numbers, signal);
        for (const { name } of people) console.debug(`found ${name}`);
        return Object.fromEntries(numbers.map((number, index) => [number, [people[index]!]]));
      },
    },
  });
};
