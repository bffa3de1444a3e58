import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Listens to the end of the process, and never removes the listener. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-log',
    setup() {
      process.once('SIGUSR2', () => undefined);
    },
    requests: { logCall: async () => 'ok' },
  });
