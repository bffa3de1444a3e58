import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Throws in a callback, where nobody can catch it. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-screen-pop',
    pushes: {
      ringCall: () => {
        queueMicrotask(() => {
          throw new Error('There is no element #caller');
        });
      },
    },
  });
