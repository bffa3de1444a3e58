import type { CatalogueEntry, Wire } from './catalogue-entry.js';
import { distinct } from './code.js';

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
  /** A plugin for RingCX runs on RingEX, too; one for RingEX handles what only RingEX has. */
  readonly wire: Wire;
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
export const messagesOf = ({
  requests,
  pushes,
}: Pick<Choice, 'requests' | 'pushes'>): readonly CatalogueEntry[] => [...requests, ...pushes];

/** The names of the areas of RingEX that the messages of a plugin are in. */
export const areasOf = (choice: Pick<Choice, 'requests' | 'pushes'>): readonly string[] =>
  distinct(messagesOf(choice).flatMap(({ area }) => (area === undefined ? [] : `${area}Area`)));
