import type { CatalogueEntry, Wire } from './catalogue-entry.js';
import type { Language } from './choice.js';

/** The decisions about a plugin, from questions or from the command line. */
export interface Answers {
  readonly name: string;
  /** Absolute, or relative to the current folder. */
  readonly folder: string;
  readonly language: Language;
  readonly wire: Wire;
  readonly requests: readonly CatalogueEntry[];
  readonly pushes: readonly CatalogueEntry[];
}
