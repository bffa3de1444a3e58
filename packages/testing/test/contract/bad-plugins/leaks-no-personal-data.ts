import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Has left in what helped to find an issue. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-screen-pop',
    pushes: {
      ringCall: ({ call }) => console.debug('ringing', call.from),
    },
  });
