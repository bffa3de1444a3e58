import type { Manifest } from '../plugin/manifest.js';
import type { Weight } from './bundle/bundle-violations.js';
import type { Violation } from './violation.js';

/** The result of checking one plugin package. */
export interface PackageReport {
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly folder: string;
  /** The manifest that follows from its source; `null` if it cannot be derived. */
  readonly manifest: Manifest | null;
  /** Whether `--write` changed its package.json. */
  readonly written: boolean;
  /** The size of its bundle; `null` if none was made. */
  readonly bundle: Weight | null;
  /** Sorted by place. Files are relative to the report's `root`. */
  readonly violations: readonly Violation[];
}

/** What `jackfield check --json` prints. */
export interface CheckReport {
  /** The folder that was checked, absolute. */
  readonly root: string;
  readonly packages: readonly PackageReport[];
  readonly errors: number;
  readonly warnings: number;
}
