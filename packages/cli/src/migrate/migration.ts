import type { SourceFile } from 'ts-morph';
import type { Edit } from './edit.js';
import type { Manifest } from './manifest.js';
import type { Version } from './version.js';

/** A place where a person has to look. */
export interface Note {
  /** Below the migrated folder, with `/`. */
  readonly path: string;
  readonly offset: number;
  /** What is there, and what to do. */
  readonly message: string;
}

/** A module that says something of Jackfield. */
export interface ModuleFile {
  readonly path: string;
  readonly text: string;
  readonly source: SourceFile;
}

/** A file that holds commands: shell scripts, YAML, a Makefile. */
export interface CommandFile {
  readonly path: string;
  readonly text: string;
}

/** All that a migration may look at. It reads nothing else. */
export interface MigratedProject {
  readonly manifests: readonly Manifest[];
  readonly modules: readonly ModuleFile[];
  readonly commands: readonly CommandFile[];
  readonly target: Version;
}

/** What a migration wants. */
export interface Changes {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly notes: readonly Note[];
}

/** What one version of Jackfield asks of those who use it. */
export interface Migration {
  /** Stable, kebab-case. */
  readonly id: string;
  /** The version line that it leaves, as `0.1`. */
  readonly from: string;
  /** The first version that needs it. */
  readonly to: string;
  /** One sentence. */
  readonly purpose: string;
  /** What it changes by itself. */
  readonly does: readonly string[];
  /** What it only points to. */
  readonly leaves: readonly string[];
  /** Pure: of the same project it always wants the same, and of what it made, nothing. */
  readonly changesOf: (project: MigratedProject) => Changes;
}
