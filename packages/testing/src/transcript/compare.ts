import { isObject, step } from '@jackfield/plugin-kit/json';
import { createHide } from './hide.js';
import { Hidden, type Marks } from './marks.js';

/** One place at which the received value differs from the recorded one. */
export interface Detail {
  /** JSON pointer into the body or the result; `''` is all of it. */
  readonly pointer: string;
  readonly recorded: string;
  readonly received: string;
}

/** Compares recorded with received values. */
export interface Comparison {
  /** Stores what the recorded page answered: the widget may send it later, and it stands for any value then. */
  noteAnswer(answer: unknown): void;
  /** Stores that a recorded number or id stands for itself, because the replayed widget sends it. */
  keepLiteral(kind: string, value: unknown): void;
  /** Returns the differences between a recorded value and one whose personal places are marked. */
  compare(recorded: unknown, received: unknown): readonly Detail[];
  /** Returns whether there are none; stores nothing. */
  areEqual(recorded: unknown, received: unknown): boolean;
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

/** Values without information have no pseudonym, so they must be equal. */
const isUninformative = (value: unknown): boolean => value === '' || value === 'anonymous';

/**
 * Creates a comparison. A recorded pseudonym may stand for any value, but always for the same one:
 *
 * 1. Two values at a personal place match if neither has been paired with another one. A pseudonym
 *    also matches itself: the replay sends it in a message of the page, whatever a plugin answers.
 * 2. A value that the replayed widget sends is known beforehand and stands for itself: so a key that
 *    is not the requested number is a difference. What the page has answered before, such as the id of
 *    a contact that the widget sends back, is not known beforehand.
 * 3. Masked values are compared by their masks. All other values must be equal; a member that is
 *    present and undefined counts as absent.
 */
export function createComparison(marks: Marks): Comparison {
  const receivedOf = new Map<unknown, unknown>();
  const recordedOf = new Map<unknown, unknown>();
  /** The recorded values that were paired in this comparison. */
  const paired: unknown[] = [];
  /** What the page was the first to send. */
  const ofPage = new Set<unknown>();
  const mask = createHide('mask');

  function noteAnswer(answer: unknown): void {
    if (typeof answer === 'object' && answer !== null)
      for (const each of Object.entries(answer).flat()) noteAnswer(each);
    else if (!receivedOf.has(answer)) ofPage.add(answer);
  }

  function areAlike(recorded: unknown, received: unknown): boolean {
    if (typeof recorded !== typeof received) return false;
    if (receivedOf.has(recorded))
      return Object.is(receivedOf.get(recorded), received) || Object.is(recorded, received);
    if (recordedOf.has(received)) return false;
    if (isUninformative(recorded) || isUninformative(received)) return recorded === received;
    receivedOf.set(recorded, received);
    recordedOf.set(received, recorded);
    paired.push(recorded);
    return true;
  }

  function keepLiteral(kind: string, value: unknown): void {
    if (Array.isArray(value)) for (const item of value) keepLiteral(kind, item);
    if (!/^(number|id)\b/.test(kind) || ofPage.has(value)) return;
    if (receivedOf.has(value) || recordedOf.has(value)) return;
    receivedOf.set(value, value);
    recordedOf.set(value, value);
  }

  /** Returns the recorded key that corresponds to a received key. */
  function recordedKey(name: string, recorded: Members): string {
    const key = marks.keyOf(name)?.value as string | undefined;
    if (key === undefined || Object.hasOwn(recorded, key)) return key ?? name;
    const known = recordedOf.get(key);
    return typeof known === 'string' && Object.hasOwn(recorded, known) ? known : key;
  }

  function compare(recorded: unknown, received: unknown, pointer: string): readonly Detail[] {
    const differ = (): readonly Detail[] => [
      { pointer, recorded: show(recorded), received: show(marks.unmark(received)) },
    ];
    if (received instanceof Hidden) {
      const { kind, value } = received;
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
    if (Array.isArray(received)) {
      if (!Array.isArray(recorded)) return differ();
      const length = Math.max(recorded.length, received.length);
      return Array.from({ length }, (_, index) =>
        compare(recorded[index], received[index], step(pointer, index)),
      ).flat();
    }
    if (isObject(received)) {
      if (!isObject(recorded)) return differ();
      const seen = new Set<string>();
      const details = Object.entries(received).flatMap(([name, value]) => {
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
    return Object.is(recorded, received) ? [] : differ();
  }

  return {
    noteAnswer,
    keepLiteral,
    compare: (recorded, received) => compare(recorded, received, ''),
    areEqual(recorded, received) {
      paired.length = 0;
      const areEqual = compare(recorded, received, '').length === 0;
      for (const value of paired) {
        recordedOf.delete(receivedOf.get(value));
        receivedOf.delete(value);
      }
      return areEqual;
    },
  };
}
