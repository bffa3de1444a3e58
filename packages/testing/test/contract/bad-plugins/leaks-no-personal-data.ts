import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Contains a debug statement that was not removed. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-screen-pop',
    pushes: {
      ringCall: ({ call }) => console.debug('ringing', call.from),
    },
  });
