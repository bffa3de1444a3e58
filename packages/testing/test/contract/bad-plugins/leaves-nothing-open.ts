import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Tells the other tabs of each log by a channel that it never closes. */
export const bad: PluginFactory = () => {
  let channel: BroadcastChannel | undefined;
  return definePlugin({
    name: 'acme-log',
    setup() {
      channel = new BroadcastChannel('acme-logs');
      // For this test's process, which it would keep alive.
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
