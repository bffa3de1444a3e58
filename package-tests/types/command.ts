// What is written in terms of Node's own types, and needs @types/node.
import {
  catalogue,
  filesOf,
  main,
  type CatalogueEntry,
  type Choice,
  type Language,
  type Surroundings,
  type Terminal,
  type Workspace,
} from '@jackfield/create-plugin';

const { name, about }: CatalogueEntry = catalogue[0] ?? {
  name: '',
  kind: 'push',
  about: '',
  example: '',
};
const { signal } = new AbortController();
export const terminal: Terminal = { input: process.stdin, output: process.stdout, signal };
export const values = [main, filesOf, name, about];

/** What is not used above; each has to be there, and to compile. */
export type Rest = [Choice, Language, Surroundings, Workspace];
