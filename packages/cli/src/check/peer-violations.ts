import semver from 'semver';
import { isObject } from '@jackfield/plugin-kit/json';
import type { PackageJson } from '../plugin/package-json.js';
import type { BrokenRule } from './violation.js';
import type { RuleId } from './rules.js';

/** The packages that a plugin shares with the page. */
export const CORE = '@jackfield/core';
export const RINGEX = '@jackfield/ringex';

/** The range of a package that is shared with the page, in a package.json. */
export interface PeerRange {
  /** The published form; `undefined` if it is missing or invalid. */
  readonly range: string | undefined;
  readonly violations: readonly (Omit<BrokenRule, 'place'> & {
    readonly path: readonly string[];
  })[];
}

const rangeIn = (json: PackageJson, name: string, group: string): string | undefined => {
  const ranges = json[group];
  const range = isObject(ranges) ? ranges[name] : undefined;
  return typeof range === 'string' ? range : undefined;
};

/** Replaces `workspace:` as pnpm and yarn do when they publish. */
const published = (range: string, installed: string | undefined): string => {
  if (!range.startsWith('workspace:')) return range;
  const rest = range.slice('workspace:'.length);
  if (installed === undefined) return rest;
  return rest === '^' || rest === '~' ? `${rest}${installed}` : rest === '*' ? installed : rest;
};

/** Checks the range of a package in a package.json against the installed version. */
export const peerRange = (
  json: PackageJson,
  name: string,
  installed: string | undefined,
): PeerRange => {
  const violations: (Omit<BrokenRule, 'place'> & { readonly path: readonly string[] })[] = [];
  const report = (rule: RuleId, path: readonly string[], message: string): void =>
    void violations.push({ rule, path, message });
  if (rangeIn(json, name, 'dependencies') !== undefined) {
    report('PEER_BUNDLED', ['dependencies', name], `${name} is among the dependencies.`);
  }
  const peer = rangeIn(json, name, 'peerDependencies');
  const path = ['peerDependencies', name];
  if (peer === undefined) {
    report('PEER_MISSING', path, `${name} is not among the peerDependencies.`);
    return { range: undefined, violations };
  }
  const range = published(peer, installed);
  if (semver.validRange(range) === null) {
    report('PEER_RANGE', path, `Expected a semver range, received ${JSON.stringify(peer)}.`);
    return { range: undefined, violations };
  }
  if (installed !== undefined && !semver.satisfies(installed, range)) {
    report('PEER_RANGE', path, `The installed ${name} ${installed} is not in the range ${range}.`);
  }
  if (semver.satisfies('999999.0.0', range)) {
    report('PEER_RANGE_WIDE', path, `The range ${range} has no upper limit.`);
  }
  return { range, violations };
};
