import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Answers an unknown number with the name of the last ring, of any widget. */
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
