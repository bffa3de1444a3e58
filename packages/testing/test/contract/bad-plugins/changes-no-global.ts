import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Wraps `fetch` to add its token to every request of the page. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-contacts',
    setup() {
      const { fetch } = globalThis;
      globalThis.fetch = (input, init) => fetch(input, { ...init, credentials: 'include' });
      return () => {
        globalThis.fetch = fetch;
      };
    },
    requests: { matchContacts: async () => ({}) },
  });
