import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Stores the request in a variable of the plugin: a concurrent request overwrites it. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  let numbers: readonly string[] = [];
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        numbers = queries.map(({ phoneNumber }) => phoneNumber);
        const people = await crm.find(numbers, signal);
        return Object.fromEntries(
          numbers.map((number, index) => [number, people.slice(index, index + 1)]),
        );
      },
    },
  });
};
