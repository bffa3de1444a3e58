import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Listens to its signal, and does not check whether it has already aborted. */
export const bad: PluginFactory = ({ clock }) =>
  definePlugin({
    name: 'acme-leads',
    requests: {
      viewLead: (_lead, { signal }) =>
        new Promise((resolve, reject) => {
          const timer = clock.setTimeout(() => resolve('ok'), 700);
          signal.addEventListener('abort', () => {
            clock.clearTimeout(timer);
            reject(signal.reason);
          });
        }),
    },
  });
