import { isObject, show } from '@jackfield/plugin-kit/json';
import { placeInJson } from '../plugin/json-place.js';
import { manifestIssues } from '../plugin/manifest-issues.js';
import type { Manifest } from '../plugin/manifest.js';
import type { BrokenRule } from './violation.js';
import { differences } from './manifest-of.js';
import type { CheckedPackage } from './read-package.js';

/**
 * Compares the manifest in package.json with the one that follows from the source.
 *
 * @param wanted - `undefined` if it cannot be derived from the source
 */
export const manifestViolations = (
  { json, text, file }: CheckedPackage,
  wanted: Manifest | undefined,
): readonly BrokenRule[] => {
  const there = json['jackfield'];
  if (there === undefined) {
    const message = 'package.json has no member "jackfield".';
    return [{ rule: 'MANIFEST_MISSING', place: placeInJson(file, text, 'name'), message }];
  }
  const issues = manifestIssues(there);
  if (issues.length > 0) {
    return issues.map(({ pointer, expected, received }) => ({
      rule: 'MANIFEST_INVALID',
      place: placeInJson(file, text, 'jackfield', ...pointer.split('/').slice(1)),
      message: `Expected ${expected} at /jackfield${pointer}, received ${received}.`,
    }));
  }
  if (wanted === undefined || !isObject(there)) return [];
  return differences(there, wanted).map((name) => ({
    rule: 'MANIFEST_STALE',
    place: placeInJson(file, text, 'jackfield', name),
    message: `Expected ${show(wanted[name])} at /jackfield/${name}, as in the source; received ${show(there[name])}.`,
  }));
};
