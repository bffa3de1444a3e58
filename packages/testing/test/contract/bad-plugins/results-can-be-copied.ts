import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Returns the rows of its database library, each with a method that saves it. */
export const bad: PluginFactory = () => {
  const row = (id: string) => ({ id, name: 'Ada Lovelace', save: () => Promise.resolve(id) });
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      matchContacts: async (queries) =>
        Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, [row(phoneNumber)]])),
    },
  });
};
