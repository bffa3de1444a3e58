import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Reads the call of an end, which may be absent. */
export const bad: PluginFactory = () => {
  const shown = new Set<string>();
  return definePlugin({
    name: 'acme-screen-pop',
    pushes: {
      newCall: ({ call }) => void shown.add(call.id),
      endCall: (body) => void shown.delete(body.call!.id),
    },
  });
};
