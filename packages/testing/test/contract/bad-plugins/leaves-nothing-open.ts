import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Announces each log to other tabs over a channel that it never closes. */
export const bad: PluginFactory = () => {
  let channel: BroadcastChannel | undefined;
  return definePlugin({
    name: 'acme-log',
    setup() {
      channel = new BroadcastChannel('acme-logs');
      // So that it does not keep the test process alive.
      (channel as { unref?(): void }).unref?.();
    },
    requests: {
      async logCall({ sessionId }) {
        channel?.postMessage(sessionId);
        return 'ok';
      },
    },
  });
};
