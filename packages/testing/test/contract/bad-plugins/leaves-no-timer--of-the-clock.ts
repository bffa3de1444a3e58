import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Polls every minute for a newer list, until the page is closed. */
export const bad: PluginFactory = ({ clock }) =>
  definePlugin({
    name: 'acme-contacts',
    setup() {
      const poll = (): void => void clock.setTimeout(poll, 60_000);
      poll();
    },
    requests: { matchContacts: async () => ({}) },
  });
