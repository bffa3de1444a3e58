import type { Fake, Method, Collection } from './recipe.js';

const collection: Collection = {
  name: 'shown',
  about: 'What the CRM showed, in order.',
  type: 'string[]',
  empty: '[]',
};

/** Implements a method in the CRM in memory: it adds `text` to `shown`. */
export const recordShown = (method: string, parameters: string, text: string): Fake => ({
  collection,
  lines: [`${method}(${parameters}) {`, `  shown.push(${text});`, '},'],
});

/** A method of the CRM without a result, which may be asynchronous. */
export const notification = (
  name: string,
  about: string,
  ...parameters: Method['parameters']
): Method => ({
  name,
  about,
  parameters,
  result: 'void | Promise<void>',
});
