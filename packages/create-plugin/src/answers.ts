import type { CatalogueEntry } from './catalogue-entry.js';
import type { Language } from './choice.js';

/** What somebody has to decide, however they are asked. */
export interface Answers {
  readonly name: string;
  /** Absolute, or seen from the current folder. */
  readonly folder: string;
  readonly language: Language;
  readonly requests: readonly CatalogueEntry[];
  readonly pushes: readonly CatalogueEntry[];
}
