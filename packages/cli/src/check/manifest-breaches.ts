import { isObject, show } from '@jackfield/plugin-kit/json';
import { placeInJson } from '../plugin/json-place.js';
import { manifestViolations } from '../plugin/manifest-violations.js';
import type { Manifest } from '../plugin/manifest.js';
import type { Breach } from './finding.js';
import { differences } from './manifest-of.js';
import type { CheckedPackage } from './read-package.js';

/**
 * Compares the manifest that is there with the one that the source asks for.
 *
 * @param wanted - `undefined` where the source does not tell
 */
export const manifestBreaches = (
  { json, text, file }: CheckedPackage,
  wanted: Manifest | undefined,
): readonly Breach[] => {
  const there = json['jackfield'];
  if (there === undefined) {
    const message = 'package.json has no member "jackfield".';
    return [{ rule: 'MANIFEST_MISSING', place: placeInJson(file, text, 'name'), message }];
  }
  const violations = manifestViolations(there);
  if (violations.length > 0) {
    return violations.map(({ pointer, expected, found }) => ({
      rule: 'MANIFEST_INVALID',
      place: placeInJson(file, text, 'jackfield', ...pointer.split('/').slice(1)),
      message: `/jackfield${pointer}: expected ${expected}, found ${found}.`,
    }));
  }
  if (wanted === undefined || !isObject(there)) return [];
  return differences(there, wanted).map((name) => ({
    rule: 'MANIFEST_STALE',
    place: placeInJson(file, text, 'jackfield', name),
    message: `/jackfield/${name} is ${show(there[name])}; the source has ${show(wanted[name])}.`,
  }));
};
