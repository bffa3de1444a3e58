import type { CatalogueEntry } from './catalogue-entry.js';

/** A workspace in the repository that contains core. */
export interface Workspace {
  /** The root, relative to the package's folder: `../..`. */
  readonly root: string;
  /** The devDependencies of the root, which packages need not list. */
  readonly tools: readonly string[];
  /** Whether the root has a tsconfig.base.json to extend. */
  readonly baseConfig: boolean;
  /** Whether the root has a .gitignore. */
  readonly ignores: boolean;
}

export type Language = 'ts' | 'js';

/** Everything that determines the files of a plugin package. */
export interface Choice {
  /** The package's name, with its scope. */
  readonly name: string;
  readonly language: Language;
  readonly requests: readonly CatalogueEntry[];
  readonly pushes: readonly CatalogueEntry[];
  /** The range of @jackfield/core, and of the packages with the same version. */
  readonly range: string;
  /** The year in the licence. */
  readonly year: number;
  /** `undefined` for a package outside this repository, which uses published packages. */
  readonly workspace: Workspace | undefined;
}

/** The requests, then the pushes. */
export const messagesOf = ({ requests, pushes }: Choice): readonly CatalogueEntry[] => [
  ...requests,
  ...pushes,
];
