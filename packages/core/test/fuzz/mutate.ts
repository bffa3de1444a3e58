import * as fc from 'fast-check';
import { ALL_ODDS, COPIED_ODDS, makeOdd, type Odd } from './odd.js';

/** One change of a value, at the place that `at` picks of all places in it. */
export type Mutation = { readonly at: number } & (
  | { readonly op: 'drop' | 'loop' | 'hide' | 'list' }
  | { readonly op: 'put'; readonly odd: Odd }
  | { readonly op: 'add'; readonly key: string; readonly odd: Odd }
  | { readonly op: 'rename' | 'trap'; readonly key: string }
  | { readonly op: 'say'; readonly text: string }
  | { readonly op: 'exchange'; readonly and: number }
  | { readonly op: 'deepen'; readonly levels: number }
);

type Members = Record<string, unknown>;
interface Place {
  readonly holder: Members;
  readonly key: string;
}

const MOST_PLACES = 200;
const MOST_MEMBERS = 40;

const holdsMembers = (value: unknown): value is Members => {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  } catch {
    return false;
  }
};

const valueAt = ({ holder, key }: Place): unknown =>
  Object.getOwnPropertyDescriptor(holder, key)?.value;

/** All members in `root`, the outer ones first. */
function placesIn(root: unknown): readonly Place[] {
  const places: Place[] = [];
  const seen = new Set<unknown>();
  const queue: unknown[] = [root];
  for (let value = queue.shift(); value !== undefined; value = queue.shift()) {
    if (!holdsMembers(value) || seen.has(value)) continue;
    seen.add(value);
    // Of a long list the beginning will do.
    for (const key of Object.keys(value).slice(0, MOST_MEMBERS)) {
      if (places.length >= MOST_PLACES) return places;
      const place = { holder: value, key };
      places.push(place);
      const member = valueAt(place);
      if (typeof member === 'object') queue.push(member);
    }
  }
  return places;
}

/** Defines, so that `__proto__` is a member like any other. */
const put = (holder: Members, key: string, value: unknown): void => {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
};

/** Puts a member there that throws when it is read. */
const trap = (holder: Members, key: string): void => {
  Object.defineProperty(holder, key, {
    enumerable: true,
    configurable: true,
    get() {
      throw new Error('odd: not to be read');
    },
  });
};

function apply(root: { value: unknown }, mutation: Mutation): void {
  const places = placesIn(root);
  const pick = (at: number): Place =>
    places[at % Math.max(1, places.length)] ?? { holder: root, key: 'value' };
  const place = pick(mutation.at);
  const { holder, key } = place;
  const value = valueAt(place);
  switch (mutation.op) {
    case 'drop':
      delete holder[key];
      return;
    case 'put':
      return put(holder, key, makeOdd(mutation.odd));
    case 'say':
      return put(holder, key, mutation.text);
    case 'add':
      return put(holdsMembers(value) ? value : holder, mutation.key, makeOdd(mutation.odd));
    case 'rename':
      delete holder[key];
      return put(holder, mutation.key, value);
    case 'exchange': {
      const other = pick(mutation.and);
      const there = valueAt(other);
      put(other.holder, other.key, value);
      return put(holder, key, there);
    }
    case 'deepen': {
      let deep = value;
      for (let level = 0; level < mutation.levels; level += 1) deep = { [key]: deep };
      return put(holder, key, deep);
    }
    case 'loop':
      return put(holder, key, valueAt({ holder: root, key: 'value' }));
    case 'list':
      return put(holder, key, [value, value]);
    case 'hide':
      return trap(holder, key);
    case 'trap':
      return trap(holdsMembers(value) ? value : holder, mutation.key);
  }
}

/** A copy of `value` that has been through all of `mutations`. */
export function mutate(value: unknown, mutations: readonly Mutation[]): unknown {
  if (mutations.length === 0) return value;
  const root = { value: structuredClone(value) };
  for (const mutation of mutations) apply(root, mutation);
  return valueAt({ holder: root, key: 'value' });
}

/**
 * Changes of any value.
 *
 * @param words - names and texts that mean something where the value goes
 * @param isCopied - whether what comes of it must be such that `postMessage` copies it
 */
export function mutations(
  words: readonly string[],
  isCopied: boolean,
): fc.Arbitrary<readonly Mutation[]> {
  const at = fc.nat({ max: MOST_PLACES });
  const odd = fc.constantFrom(...(isCopied ? COPIED_ODDS : ALL_ODDS));
  const word = fc.constantFrom(...words, '__proto__', 'constructor', 'prototype', 'toString', '');
  const op = <Op extends string>(...ops: readonly Op[]): fc.Arbitrary<Op> =>
    fc.constantFrom(...ops);
  const one: fc.Arbitrary<Mutation> = fc.oneof(
    fc.record({
      at,
      op: isCopied ? op('drop', 'loop', 'list') : op('drop', 'loop', 'list', 'hide'),
    }),
    fc.record({ at, op: op('put'), odd }),
    fc.record({ at, op: op('add'), key: word, odd }),
    fc.record({ at, op: op('rename'), key: word }),
    fc.record({ at, op: op('say'), text: word }),
    fc.record({ at, op: op('exchange'), and: at }),
    fc.record({ at, op: op('deepen'), levels: fc.constantFrom(1, 3, 200) }),
    ...(isCopied ? [] : [fc.record({ at, op: op('trap'), key: word })]),
  );
  return fc.array(one, { maxLength: 3 });
}
