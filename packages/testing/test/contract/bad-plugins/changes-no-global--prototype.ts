import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Adds a method to all strings. */
export const bad: PluginFactory = () => {
  const strings = String.prototype as { toE164?: (this: string) => string };
  strings.toE164 ??= function toE164(this: string) {
    return `+1${this.replaceAll(/\D/g, '')}`;
  };
  return definePlugin({
    name: 'acme-contacts',
    requests: { matchContacts: async () => ({}) },
  });
};
