import type { Schema } from '../schema.js';
import type { Difference } from './change.js';
import type { IdOf } from './ids.js';
import type { Definitions, Place } from './place.js';
import type { Shape } from './shape.js';

/** The context of a comparison of two schemas. */
export interface Comparison {
  /** Definitions of the old protocol by title. */
  readonly olds: Definitions;
  /** Definitions of the new protocol by title. */
  readonly nexts: Definitions;
  /** Equal for schemas that allow the same values; and for those that have the same marks as well. */
  readonly idOf: IdOf;
  readonly markedIdOf: IdOf;
  /** Versions that both wires have: an added or removed version is reported once, for the wire. */
  readonly versions: readonly string[];
  /** Whether diagnostics mask all of it because a parent is personal. */
  readonly isMasked?: boolean;
  readonly report: (difference: Difference) => void;
  /** What was compared before: a definition that others share, or that contains itself, is compared once. */
  readonly known: Map<string, Compared>;
}

/** The differences of two schemas, without those of the schemas within them. */
export interface Compared {
  readonly differences: readonly Difference[];
  /** The schemas within them. */
  readonly inner: () => readonly Compared[];
}

const ids = new WeakMap<Schema, number>();
let count = 0;

/** A number for each schema object. */
const idOf = (schema: Schema): number => {
  const id = ids.get(schema) ?? (count += 1);
  ids.set(schema, id);
  return id;
};

const keyOfPlace = ({ schema, file, pointer, isAnchored }: Place): string =>
  `${schema.$ref ?? idOf(schema)}${isAnchored === true ? ` at ${file}#${pointer}` : ''}`;

/** Returns places without those that say the same again. */
export const distinctPlaces = (places: Places): Places =>
  [
    ...new Map(places.map((place) => [keyOfPlace(place), place] as const).reverse()).values(),
  ].reverse();

/** Identifies a comparison by what is compared. */
export const keyOfComparison = (olds: Places, nexts: Places, isMasked = false): string =>
  [olds.map(keyOfPlace).join(), nexts.map(keyOfPlace).join(), isMasked].join(' ');

/** One schema, as a list of schemas that all apply. */
export type Places = readonly Place[];

/** Returns the first item of a non-empty list. */
export const first = <T>(list: readonly T[]): T => list[0] as T;

/** Returns the place of the first of some keywords in the new shape, or else in the old one. */
export const placeOf = (old: Shape, next: Shape, keywords: readonly (keyof Schema)[]): Place => {
  const saying = ({ layers }: Shape): Place | undefined =>
    layers.find(({ schema }) => keywords.some((keyword) => schema[keyword] !== undefined));
  return saying(next) ?? saying(old) ?? first(next.layers);
};
