import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Waits until the agent closes a form, without a time limit. */
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
