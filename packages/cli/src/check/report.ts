import type { Manifest } from '../plugin/manifest.js';
import type { Weight } from './bundle/bundle-breaches.js';
import type { Finding } from './finding.js';

/** What was found in one plugin package. */
export interface PackageReport {
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly folder: string;
  /** The manifest that its source asks for; `null` where the source does not tell. */
  readonly manifest: Manifest | null;
  /** Whether `--write` has changed its package.json. */
  readonly written: boolean;
  /** What its bundle weighs; `null` where none was made. */
  readonly bundle: Weight | null;
  /** Sorted by place. Files are relative to the report's `root`. */
  readonly findings: readonly Finding[];
}

/** What `jackfield check --json` prints. */
export interface CheckReport {
  /** The folder that was checked, absolute. */
  readonly root: string;
  readonly packages: readonly PackageReport[];
  readonly errors: number;
  readonly warnings: number;
}
