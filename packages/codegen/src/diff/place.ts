import { step } from '@jackfield/plugin-kit/json';
import type { Definition, Protocol } from '../model.js';
import type { Schema } from '../schema.js';

/** A schema and its place. */
export interface Place {
  readonly schema: Schema;
  readonly file: string;
  readonly pointer: string;
  /** Differences within it are also reported here: another reference than before leads to it. */
  readonly isAnchored?: boolean;
}

/** A schema within another one. */
export const within = (place: Place, schema: Schema, ...steps: readonly string[]): Place =>
  place.isAnchored === true
    ? { ...place, schema }
    : { ...place, schema, pointer: steps.reduce(step, place.pointer) };

/** Definitions by title. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Returns the definitions of a protocol by title: the same map for the same protocol. */
export const definitionsByTitle = (protocol: Protocol): Definitions => {
  const known = maps.get(protocol);
  if (known !== undefined) return known;
  const map = new Map(protocol.definitions.map((definition) => [definition.title, definition]));
  maps.set(protocol, map);
  return map;
};

const maps = new WeakMap<Protocol, Definitions>();

/** Two definitions are the same if they have the same title or the same file. */
const isSame = (a: Definition, b: Definition): boolean =>
  a.title === b.title || (!a.isInner && !b.isInner && a.file === b.file);

/** Returns the titles that schemas refer to, without those within members. */
const titlesOf = (schemas: readonly Schema[]): readonly string[] =>
  schemas.flatMap(({ $ref, allOf = [], anyOf = [], oneOf = [] }) =>
    $ref === undefined ? titlesOf([...allOf, ...anyOf, ...oneOf]) : [$ref],
  );

/** Returns the pairs of definitions that two schemas refer to at the same place. */
export const pairsOf = (
  olds: readonly Place[],
  nexts: readonly Place[],
  oldDefinitions: Definitions,
  nextDefinitions: Definitions,
): readonly (readonly [old: Definition, next: Definition])[] =>
  titlesOf(olds.map(({ schema }) => schema)).flatMap((title) => {
    const old = oldDefinitions.get(title) as Definition;
    const match = titlesOf(nexts.map(({ schema }) => schema))
      .map((other) => nextDefinitions.get(other) as Definition)
      .find((next) => isSame(old, next));
    return match === undefined ? [] : [[old, match] as const];
  });

/** Returns schemas, those within them by `partsOf`, and all that they refer to. */
export const reachedFrom = (
  schemas: readonly Schema[],
  definitions: Definitions,
  partsOf: (schema: Schema) => readonly Schema[],
): readonly Schema[] => {
  const found = new Set<Schema>();
  const queue = [...schemas];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const target = next.$ref === undefined ? undefined : definitions.get(next.$ref);
    queue.push(...partsOf(next), ...(target === undefined ? [] : [target.schema]));
  }
  return [...found];
};
