import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Stores invalid data as JSON, which supports neither cycles nor BigInt. */
export const bad: PluginFactory = () => {
  const quarantine: string[] = [];
  return definePlugin({
    name: 'acme-log',
    requests: { logCall: async () => 'ok' },
    invalid: {
      async logCall(raw) {
        quarantine.push(JSON.stringify(raw));
      },
    },
  });
};
