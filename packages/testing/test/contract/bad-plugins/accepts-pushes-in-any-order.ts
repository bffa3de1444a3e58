import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Assumes that a call is announced only once, although 0.x announces it in each open tab. */
export const bad: PluginFactory = () => {
  const begun = new Map<string, number>();
  return definePlugin({
    name: 'acme-timer',
    pushes: {
      newCall: ({ call }) => {
        if (begun.has(call.id)) throw new Error('The timer of this call is running');
        begun.set(call.id, call.startTime ?? 0);
      },
      endCall: ({ call }) => void (call && begun.delete(call.id)),
    },
  });
};
