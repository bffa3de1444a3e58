import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

class Person {
  readonly #first: string;
  constructor(first: string) {
    this.#first = first;
  }
  get name(): string {
    return `${this.#first} Lovelace`;
  }
}

/** Returns instances of a class, whose getters are lost in the copy: the widget receives no name. */
export const bad: PluginFactory = () =>
  definePlugin({
    name: 'acme-contacts',
    requests: {
      matchContacts: async (queries) =>
        Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, [new Person('Ada')]])),
    },
  });
