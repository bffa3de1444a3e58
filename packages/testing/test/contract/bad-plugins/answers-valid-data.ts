import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Reads the notes of a task, which is absent when the agent entered nothing. */
export const bad: PluginFactory = () => {
  const rows = new Map<string, object>();
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ call, task, sessionId }) {
        rows.set(sessionId, { caller: call.from.phoneNumber, notes: task!.notes });
        return 'ok';
      },
    },
  });
};
