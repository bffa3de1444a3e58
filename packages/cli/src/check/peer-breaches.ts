import semver from 'semver';
import { isObject } from '@jackfield/plugin-kit/json';
import type { PackageJson } from '../plugin/package-json.js';
import type { Breach } from './finding.js';
import type { RuleId } from './rules.js';

const CORE = '@jackfield/core';

/** What a package.json says of core. */
export interface PeerRange {
  /** As it is published; `undefined` where it is not said, or cannot be read. */
  readonly range: string | undefined;
  readonly breaches: readonly (Omit<Breach, 'place'> & { readonly path: readonly string[] })[];
}

const rangeIn = (json: PackageJson, group: string): string | undefined => {
  const ranges = json[group];
  const range = isObject(ranges) ? ranges[CORE] : undefined;
  return typeof range === 'string' ? range : undefined;
};

/** What pnpm and yarn write in place of `workspace:` when they publish. */
const published = (range: string, installed: string | undefined): string => {
  if (!range.startsWith('workspace:')) return range;
  const rest = range.slice('workspace:'.length);
  if (installed === undefined) return rest;
  return rest === '^' || rest === '~' ? `${rest}${installed}` : rest === '*' ? installed : rest;
};

/** Checks what a package.json says of core, against the core that is installed. */
export const peerRange = (json: PackageJson, installed: string | undefined): PeerRange => {
  const breaches: (Omit<Breach, 'place'> & { readonly path: readonly string[] })[] = [];
  const tell = (rule: RuleId, path: readonly string[], message: string): void =>
    void breaches.push({ rule, path, message });
  if (rangeIn(json, 'dependencies') !== undefined) {
    tell('CORE_BUNDLED', ['dependencies', CORE], `${CORE} is among the dependencies.`);
  }
  const peer = rangeIn(json, 'peerDependencies');
  const path = ['peerDependencies', CORE];
  if (peer === undefined) {
    tell('CORE_PEER_MISSING', path, `${CORE} is not among the peerDependencies.`);
    return { range: undefined, breaches };
  }
  const range = published(peer, installed);
  if (semver.validRange(range) === null) {
    tell('CORE_RANGE', path, `${JSON.stringify(peer)} is no range of versions.`);
    return { range: undefined, breaches };
  }
  if (installed !== undefined && !semver.satisfies(installed, range)) {
    tell('CORE_RANGE', path, `${range} does not fit ${CORE} ${installed}, which is installed.`);
  }
  if (semver.satisfies('999999.0.0', range)) {
    tell('CORE_RANGE_WIDE', path, `${range} has no upper end.`);
  }
  return { range, breaches };
};
