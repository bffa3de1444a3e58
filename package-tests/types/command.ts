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
  type Wire,
  type Workspace,
} from '@jackfield/create-plugin';

const { name, about }: CatalogueEntry = catalogue.ringcx[0] ?? {
  name: '',
  wire: 'ringcx',
  kind: 'push',
  about: '',
};
const { signal } = new AbortController();
export const terminal: Terminal = { input: process.stdin, output: process.stdout, signal };
export const values = [main, filesOf, name, about];

/** What is not used above; each has to be there, and to compile. */
export type Rest = [Choice, Language, Surroundings, Wire, Workspace];
