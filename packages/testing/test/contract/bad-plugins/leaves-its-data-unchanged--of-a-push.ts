import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Normalises the number of a call in place. */
export const bad: PluginFactory = () => {
  const shown = new Set<string>();
  return definePlugin({
    name: 'acme-screen-pop',
    pushes: {
      ringCall: ({ call }) => {
        const from = call.from as { phoneNumber: string };
        from.phoneNumber = `tel:${from.phoneNumber}`;
        shown.add(from.phoneNumber);
      },
    },
  });
};
