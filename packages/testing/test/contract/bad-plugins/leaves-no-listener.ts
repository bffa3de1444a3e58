import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Listens to the page for changed contacts, and never removes the listener. */
export const bad: PluginFactory = () => {
  // Stands for the page's event bus.
  const page = new EventTarget();
  const cache = new Map<string, string>();
  return definePlugin({
    name: 'acme-contacts',
    setup: () => page.addEventListener('contact-changed', () => cache.clear()),
    requests: { matchContacts: async () => ({}) },
  });
};
