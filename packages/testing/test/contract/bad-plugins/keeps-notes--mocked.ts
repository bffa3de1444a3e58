import { definePlugin } from '@jackfield/core';
import { vi } from 'vitest';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Writes empty notes into a mocked CRM, whose record of the calls still has the notes before. */
export const bad: PluginFactory = () => {
  const rows = new Map<string, object>();
  const put = vi.fn(async (key: string, row: object) => void rows.set(key, row));
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ sessionId, task }) {
        await put(sessionId, { notes: task?.notes ?? '' });
        return 'ok';
      },
    },
  });
};
