import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Writes the birthdays that the CRM found to the console. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-contacts',
    requests: {
      matchContacts: async (queries) =>
        Object.fromEntries(
          queries.map(({ phoneNumber }) => {
            const birthday = `1985-03-${/\d\d$/.exec(phoneNumber)?.[0] ?? '01'}`;
            console.debug(`found a contact of ${birthday}`);
            return [phoneNumber, [{ name: 'A contact', birthday }]];
          }),
        ),
    },
  });
