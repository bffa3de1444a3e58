import type { Schema } from '../schema.js';
import type { Finding } from './change.js';
import type { Definitions, Place } from './place.js';
import type { Shape } from './shape.js';

/** What a comparison of two schemas needs, and whom it tells. */
export interface Comparison {
  /** Definitions of the old protocol by title. */
  readonly olds: Definitions;
  /** Definitions of the next protocol by title. */
  readonly nexts: Definitions;
  /** Versions that both wires know: what becomes of a version as such is told of the wire. */
  readonly versions: readonly string[];
  /** Whether diagnostics mask all of it, because of what it is within. */
  readonly isMasked?: boolean;
  readonly tell: (finding: Finding) => void;
}

/** One schema, as a list of those that are valid at once. */
export type Places = readonly Place[];

/** The first of a list that has one. */
export const first = <T>(list: readonly T[]): T => list[0] as T;

/** Where the next shape says something by one of some keywords, or else the old one; else the next itself. */
export const placeOf = (old: Shape, next: Shape, keywords: readonly (keyof Schema)[]): Place => {
  const saying = ({ layers }: Shape): Place | undefined =>
    layers.find(({ schema }) => keywords.some((keyword) => schema[keyword] !== undefined));
  return saying(next) ?? saying(old) ?? first(next.layers);
};
