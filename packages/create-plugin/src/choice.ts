import type { CatalogueEntry } from './catalogue-entry.js';

/** Where a package lives beside others, in the repository that has core itself. */
export interface Workspace {
  /** The root, as the package's folder sees it: `../..`. */
  readonly root: string;
  /** What the root brings for all: packages need not name it. */
  readonly tools: readonly string[];
  /** Whether the root has a tsconfig.base.json to extend. */
  readonly baseConfig: boolean;
  /** Whether the root has a .gitignore, which is for all. */
  readonly ignores: boolean;
}

export type Language = 'ts' | 'js';

/** What a plugin package is made of: all that was asked or given. */
export interface Choice {
  /** The package's name, with its scope. */
  readonly name: string;
  readonly language: Language;
  readonly requests: readonly CatalogueEntry[];
  readonly pushes: readonly CatalogueEntry[];
  /** The range of @jackfield/core, and of all that has the same version. */
  readonly range: string;
  /** Of the licence. */
  readonly year: number;
  /** `undefined` where it stands alone and takes what is published. */
  readonly workspace: Workspace | undefined;
}

/** The requests, then the pushes. */
export const messagesOf = ({ requests, pushes }: Choice): readonly CatalogueEntry[] => [
  ...requests,
  ...pushes,
];
