import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Opens its store in the set-up, and its handler does not wait for it. */
export const bad: PluginFactory = ({ clock }) => {
  const open = (): Promise<Map<string, object>> =>
    new Promise((resolve) => void clock.setTimeout(() => resolve(new Map()), 50));
  let rows: Map<string, object> | undefined;
  return definePlugin({
    name: 'acme-log',
    async setup() {
      rows = await open();
    },
    requests: {
      async logCall({ call, sessionId }) {
        rows!.set(sessionId, call);
        return 'ok';
      },
    },
  });
};
