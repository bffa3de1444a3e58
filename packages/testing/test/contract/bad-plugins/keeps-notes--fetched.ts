import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Sends empty notes to its server when the agent touched nothing. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ sessionId, task }, { signal }) {
        const body = JSON.stringify({ sessionId, notes: task?.notes ?? '' });
        const request = new Request('https://crm.example/logs', { method: 'PUT', body });
        await fetch(request, { signal });
        signal.throwIfAborted();
        return 'ok';
      },
    },
  });
