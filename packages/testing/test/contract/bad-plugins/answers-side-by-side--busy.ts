import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Waits until its client is free, and looks again every ten milliseconds. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  const lock = { isBusy: false };
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      async matchContacts(queries, { signal }) {
        while (lock.isBusy) await crm.save({}, signal);
        lock.isBusy = true;
        try {
          const numbers = queries.map(({ phoneNumber }) => phoneNumber);
          const people = await crm.find(numbers, signal);
          return Object.fromEntries(numbers.map((number, index) => [number, [people[index]!]]));
        } finally {
          lock.isBusy = false;
        }
      },
    },
  });
};
