import { EventEmitter } from 'node:events';
import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Listens to the client of its CRM, which lives as long as the page. */
export const bad: PluginFactory = () => {
  const client = new EventEmitter();
  return definePlugin({
    name: 'acme-contacts',
    setup: () => void client.on('contact-changed', () => undefined),
    requests: { matchContacts: async () => ({}) },
  });
};
