import semver from 'semver';
import { isObject } from '@jackfield/plugin-kit/json';
import type { PackageJson } from '../plugin/package-json.js';
import type { BrokenRule } from './violation.js';
import type { RuleId } from './rules.js';

const CORE = '@jackfield/core';

/** The range of core in a package.json. */
export interface PeerRange {
  /** The published form; `undefined` if it is missing or invalid. */
  readonly range: string | undefined;
  readonly violations: readonly (Omit<BrokenRule, 'place'> & {
    readonly path: readonly string[];
  })[];
}

const rangeIn = (json: PackageJson, group: string): string | undefined => {
  const ranges = json[group];
  const range = isObject(ranges) ? ranges[CORE] : undefined;
  return typeof range === 'string' ? range : undefined;
};

/** Replaces `workspace:` as pnpm and yarn do when they publish. */
const published = (range: string, installed: string | undefined): string => {
  if (!range.startsWith('workspace:')) return range;
  const rest = range.slice('workspace:'.length);
  if (installed === undefined) return rest;
  return rest === '^' || rest === '~' ? `${rest}${installed}` : rest === '*' ? installed : rest;
};

/** Checks the range of core in a package.json against the installed version. */
export const peerRange = (json: PackageJson, installed: string | undefined): PeerRange => {
  const violations: (Omit<BrokenRule, 'place'> & { readonly path: readonly string[] })[] = [];
  const report = (rule: RuleId, path: readonly string[], message: string): void =>
    void violations.push({ rule, path, message });
  if (rangeIn(json, 'dependencies') !== undefined) {
    report('CORE_BUNDLED', ['dependencies', CORE], `${CORE} is among the dependencies.`);
  }
  const peer = rangeIn(json, 'peerDependencies');
  const path = ['peerDependencies', CORE];
  if (peer === undefined) {
    report('CORE_PEER_MISSING', path, `${CORE} is not among the peerDependencies.`);
    return { range: undefined, violations };
  }
  const range = published(peer, installed);
  if (semver.validRange(range) === null) {
    report('CORE_RANGE', path, `Expected a semver range, received ${JSON.stringify(peer)}.`);
    return { range: undefined, violations };
  }
  if (installed !== undefined && !semver.satisfies(installed, range)) {
    report('CORE_RANGE', path, `The installed ${CORE} ${installed} is not in the range ${range}.`);
  }
  if (semver.satisfies('999999.0.0', range)) {
    report('CORE_RANGE_WIDE', path, `The range ${range} has no upper limit.`);
  }
  return { range, violations };
};
