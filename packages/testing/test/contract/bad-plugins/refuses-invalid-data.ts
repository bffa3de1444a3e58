import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Saves invalid logs with the same function as valid ones, so they cannot be distinguished later. */
export const bad: PluginFactory = () => {
  const rows = new Map<string, unknown>();
  const save = async (log: unknown): Promise<string> => {
    const { sessionId } = (log ?? {}) as { readonly sessionId?: unknown };
    rows.set(typeof sessionId === 'string' ? sessionId : 'unknown', log);
    return 'ok';
  };
  return definePlugin({
    name: 'acme-log',
    requests: { logCall: save },
    invalid: { logCall: save },
  });
};
