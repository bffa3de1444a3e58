import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Its clean-up waits for an upload that was never started. */
export const bad: PluginFactory = () => {
  let uploaded: Promise<void> = new Promise(() => undefined);
  return definePlugin({
    name: 'acme-log',
    setup: () => () => uploaded,
    requests: {
      async logCall() {
        uploaded = Promise.resolve();
        return 'ok';
      },
    },
  });
};
