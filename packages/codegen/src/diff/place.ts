import { step } from '@jackfield/plugin-kit/json';
import type { Definition } from '../model.js';
import type { Schema } from '../schema.js';

/** A schema and where it stands. */
export interface Place {
  readonly schema: Schema;
  readonly file: string;
  readonly pointer: string;
  /** What is within it is reported here too: it was reached through another reference than before. */
  readonly isAnchored?: boolean;
}

/** A schema within another one. */
export const within = (place: Place, schema: Schema, ...steps: readonly string[]): Place =>
  place.isAnchored === true
    ? { ...place, schema }
    : { ...place, schema, pointer: steps.reduce(step, place.pointer) };

/** Definitions by title. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Two definitions are the same one if they have the same title, or stand in the same file. */
const isSame = (a: Definition, b: Definition): boolean => a.title === b.title || a.file === b.file;

/** The titles to which schemas refer, without those within members. */
const titlesOf = (schemas: readonly Schema[]): readonly string[] =>
  schemas.flatMap(({ $ref, allOf = [], anyOf = [] }) =>
    $ref === undefined ? titlesOf([...allOf, ...anyOf]) : [$ref],
  );

/** Definitions of both sides to which two schemas refer in the same place. */
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
