import { isObject, step } from '@jackfield/plugin-kit/json';
import { createHide } from './hide.js';
import { Hidden, type Marks } from './marks.js';

/** One place at which what came is not what was recorded. */
export interface Detail {
  /** JSON pointer into the body or the result; `''` is all of it. */
  readonly pointer: string;
  readonly recorded: string;
  readonly got: string;
}

/** Compares what was recorded with what came. */
export interface Comparison {
  /** Takes note that a recorded number or id is used as it is, since the widget was made to say it. */
  know(kind: string, value: unknown): void;
  /** The differences between a recorded value and one whose personal places are marked. */
  compare(recorded: unknown, got: unknown): readonly Detail[];
  /** Whether there is none; nothing is taken note of. */
  areEqual(recorded: unknown, got: unknown): boolean;
}

type Members = Readonly<Record<string, unknown>>;

const ownOf = (members: Members, name: string): unknown =>
  Object.hasOwn(members, name) ? members[name] : undefined;

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' && typeof value !== 'string') return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What says nothing was not replaced, so it has to be the same. */
const saysNothing = (value: unknown): boolean => value === '' || value === 'anonymous';

/**
 * Recorded pseudonyms stand for whatever a replay finds in their place, as long as that is always
 * the same:
 *
 * 1. Two values at a personal place are alike if neither has been seen with another one.
 * 2. What the widget was made to say is known beforehand, and stands for itself: so a key that is
 *    not the number that was asked for is a difference.
 * 3. What was masked is compared as it is masked. All else has to be the same; a member that is
 *    there and undefined counts as absent.
 */
export function createComparison(marks: Marks): Comparison {
  const gotOf = new Map<unknown, unknown>();
  const recordedOf = new Map<unknown, unknown>();
  /** The recorded values that were met first in this comparison. */
  const met: unknown[] = [];
  const mask = createHide('mask');

  function areAlike(recorded: unknown, got: unknown): boolean {
    if (typeof recorded !== typeof got) return false;
    if (gotOf.has(recorded)) return Object.is(gotOf.get(recorded), got);
    if (recordedOf.has(got)) return false;
    if (saysNothing(recorded) || saysNothing(got)) return recorded === got;
    gotOf.set(recorded, got);
    recordedOf.set(got, recorded);
    met.push(recorded);
    return true;
  }

  function know(kind: string, value: unknown): void {
    if (Array.isArray(value)) for (const item of value) know(kind, item);
    if (!/^(number|id)\b/.test(kind) || gotOf.has(value) || recordedOf.has(value)) return;
    gotOf.set(value, value);
    recordedOf.set(value, value);
  }

  /** The recorded key that a key which came is about. */
  function recordedKey(name: string, recorded: Members): string {
    const key = marks.keyOf(name)?.value as string | undefined;
    if (key === undefined || Object.hasOwn(recorded, key)) return key ?? name;
    const known = recordedOf.get(key);
    return typeof known === 'string' && Object.hasOwn(recorded, known) ? known : key;
  }

  function compare(recorded: unknown, got: unknown, pointer: string): readonly Detail[] {
    const differ = (): readonly Detail[] => [
      { pointer, recorded: show(recorded), got: show(marks.unmark(got)) },
    ];
    if (got instanceof Hidden) {
      const { kind, value } = got;
      if (kind !== '?' && kind !== 'secret') {
        if (Array.isArray(value))
          return compare(
            recorded,
            value.map((item) => new Hidden(kind, item)),
            pointer,
          );
        if (typeof value === 'string' || typeof value === 'number')
          return areAlike(recorded, value) ? [] : differ();
      }
      return JSON.stringify(recorded) === JSON.stringify(mask(kind, value)) ? [] : differ();
    }
    if (Array.isArray(got)) {
      if (!Array.isArray(recorded)) return differ();
      const length = Math.max(recorded.length, got.length);
      return Array.from({ length }, (_, index) =>
        compare(recorded[index], got[index], step(pointer, index)),
      ).flat();
    }
    if (isObject(got)) {
      if (!isObject(recorded)) return differ();
      const seen = new Set<string>();
      const details = Object.entries(got).flatMap(([name, value]) => {
        const key = recordedKey(name, recorded);
        seen.add(key);
        return compare(ownOf(recorded, key), value, step(pointer, key));
      });
      const missing = Object.keys(recorded).filter((name) => !seen.has(name));
      return [
        ...details,
        ...missing.flatMap((name) => compare(recorded[name], undefined, step(pointer, name))),
      ];
    }
    return Object.is(recorded, got) ? [] : differ();
  }

  return {
    know,
    compare: (recorded, got) => compare(recorded, got, ''),
    areEqual(recorded, got) {
      met.length = 0;
      const areEqual = compare(recorded, got, '').length === 0;
      for (const value of met) {
        recordedOf.delete(gotOf.get(value));
        gotOf.delete(value);
      }
      return areEqual;
    },
  };
}
