import { isObject } from '@jackfield/plugin-kit/json';
import { isStrings, type Json } from '../json.js';
import type { SourceFile } from '../load.js';
import type { Match } from '../schema.js';

/** The members of an `x-message` that have a valid form. */
export interface Claims {
  readonly kind: string | undefined;
  readonly from: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly area: string | undefined;
  readonly capability: string | undefined;
  readonly combine: string | undefined;
  readonly once: string | undefined;
  readonly deadlineMs: number | undefined;
  readonly timeoutMs: number | undefined;
  readonly match: Match | undefined;
  readonly requires: readonly string[];
  readonly speaks: readonly string[];
  readonly versions: readonly string[];
  readonly live: boolean;
}

/** The texts of a value that is one text or a list of them. */
export const textsOf = (value: Json | undefined): readonly string[] =>
  isStrings(value) ? value : typeof value === 'string' ? [value] : [];

/** A value if it is a text. */
export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

const matchOf = (value: Json | undefined): Match | undefined =>
  isObject(value) && Object.values(value).every((texts) => texts === true || isStrings(texts))
    ? (value as Match)
    : undefined;

/** Returns the claims of a message file; empty without an `x-message`. */
export const claimsOf = ({ json }: SourceFile): Claims => {
  const annotation = isObject(json) ? json['x-message'] : undefined;
  const said = isObject(annotation) ? annotation : {};
  const { requires, speaks, versions } = said;
  return {
    kind: textOf(said['kind']),
    from: textOf(said['from']),
    name: textOf(said['name']),
    type: textOf(said['type']),
    area: textOf(said['area']),
    capability: textOf(said['capability']),
    combine: textOf(said['combine']),
    once: textOf(said['once']),
    deadlineMs: numberOf(said['deadlineMs']),
    timeoutMs: numberOf(said['timeoutMs']),
    match: matchOf(said['match']),
    requires: isStrings(requires) ? requires : [],
    speaks: textsOf(speaks),
    versions: isStrings(versions) ? versions : [],
    live: said['internal'] !== true && said['stability'] !== 'declared-only',
  };
};
