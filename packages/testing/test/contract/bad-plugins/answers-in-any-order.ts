import { definePlugin, type Call } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Assumes that a log always belongs to the current call, although it may be sent from the history. */
export const bad: PluginFactory = () => {
  const rows = new Map<string, object>();
  let current: Call | undefined;
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ call, sessionId }) {
        if (current && current.id !== call.id) throw new Error('This is not the current call');
        rows.set(sessionId, call);
        return 'ok';
      },
    },
    pushes: {
      newCall: ({ call }) => {
        current = call;
      },
      endCall: () => {
        current = undefined;
      },
    },
  });
};
