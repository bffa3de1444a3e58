import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Silences the console of the page, once it is used. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-screen-pop',
    pushes: {
      ringCall: () => {
        globalThis.console.timeStamp = () => undefined;
      },
    },
  });
