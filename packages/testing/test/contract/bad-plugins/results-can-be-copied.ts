import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Answers the rows of its database library, each with the functions that save it. */
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
