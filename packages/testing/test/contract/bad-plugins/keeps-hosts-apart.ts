import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Shows for an unknown number the name that came with the last ring, of whichever widget. */
export const bad: PluginFactory = () => {
  let name: string | undefined;
  return definePlugin({
    name: 'acme-contacts',
    requests: {
      matchContacts: async (queries) =>
        Object.fromEntries(
          queries.map(({ phoneNumber }) => [phoneNumber, name === undefined ? [] : [{ name }]]),
        ),
    },
    pushes: {
      ringCall: ({ call }) => {
        name = call.from.name ?? call.from.phoneNumber;
      },
    },
  });
};
