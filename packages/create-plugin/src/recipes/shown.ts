import type { Fake, Method, Shelf } from './recipe.js';

const shelf: Shelf = {
  name: 'shown',
  about: 'What the agent was shown, in order.',
  type: 'string[]',
  empty: '[]',
};

/** A method that shows the agent something, as the CRM in memory plays it: it notes `text`. */
export const showing = (method: string, parameters: string, text: string): Fake => ({
  shelf,
  lines: [`${method}(${parameters}) {`, `  shown.push(${text});`, '},'],
});

/** A method of the CRM that is told something, and may take its time. */
export const told = (name: string, about: string, ...parameters: Method['parameters']): Method => ({
  name,
  about,
  parameters,
  result: 'void | Promise<void>',
});
