import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Writes the caller to the console from a timer, after its answer. */
export const bad: PluginFactory = ({ clock }) => {
  const timers = new Set<unknown>();
  return definePlugin({
    name: 'acme-log',
    setup: () => () => timers.forEach((timer) => clock.clearTimeout(timer)),
    requests: {
      async logCall({ call, sessionId }) {
        const timer = clock.setTimeout(() => {
          timers.delete(timer);
          console.debug(sessionId, call.from);
        }, 400);
        timers.add(timer);
        return 'ok';
      },
    },
  });
};
