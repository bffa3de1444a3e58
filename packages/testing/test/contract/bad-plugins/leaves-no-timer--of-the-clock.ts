import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Asks every minute if there is a newer list, for as long as the page lives. */
export const bad: PluginFactory = ({ clock }) =>
  definePlugin({
    name: 'acme-contacts',
    setup() {
      const poll = (): void => void clock.setTimeout(poll, 60_000);
      poll();
    },
    requests: { matchContacts: async () => ({}) },
  });
