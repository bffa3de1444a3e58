import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Keeps what is invalid as JSON, which neither a cycle nor a BigInt can be. */
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
