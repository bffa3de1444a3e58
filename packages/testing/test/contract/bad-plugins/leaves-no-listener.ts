import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Listens to the page for changed contacts, and never stops. */
export const bad: PluginFactory = () => {
  // In truth the page's own, by which the CRM tells all that is on it.
  const page = new EventTarget();
  const cache = new Map<string, string>();
  return definePlugin({
    name: 'acme-contacts',
    setup: () => page.addEventListener('contact-changed', () => cache.clear()),
    requests: { matchContacts: async () => ({}) },
  });
};
