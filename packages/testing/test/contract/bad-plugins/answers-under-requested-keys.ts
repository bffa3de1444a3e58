import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

const toE164 = (number: string): string => `+1${number.replaceAll(/\D/g, '').slice(-10)}`;

/** Uses the number as its CRM writes it as the key, which the widget does not find. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        const numbers = queries.map(({ phoneNumber }) => toE164(phoneNumber));
        const people = await crm.find(numbers, signal);
        return Object.fromEntries(numbers.map((number, index) => [number, [people[index]!]]));
      },
    },
  });
};
