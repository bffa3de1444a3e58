import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Replaces a method of all promises, without a trace in a loop over their members. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-contacts',
    setup() {
      const { finally: original } = Promise.prototype;
      Reflect.set(Promise.prototype, 'finally', function (this: Promise<void>, done: () => void) {
        return original.call(this, done);
      });
    },
    requests: { matchContacts: async () => ({}) },
  });
