import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Waits for the agent to close the form, and the agent has gone to lunch. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-leads',
    requests: {
      viewLead: (_lead, { signal }) =>
        new Promise((_resolve, reject) => {
          if (signal.aborted) reject(signal.reason);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    },
  });
