import { isObject } from '@jackfield/plugin-kit/json';
import { isStrings, type Json } from '../json.js';
import type { SourceFile } from '../load.js';

/** The members of an `x-message` that have a valid form. */
export interface Claims {
  readonly kind: string | undefined;
  readonly from: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly capability: string | undefined;
  readonly combine: string | undefined;
  readonly once: string | undefined;
  readonly deadlineMs: number | undefined;
  readonly versions: readonly string[];
  readonly live: boolean;
}

/** A value if it is a text. */
export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Returns the claims of a message file; empty without an `x-message`. */
export const claimsOf = ({ json }: SourceFile): Claims => {
  const annotation = isObject(json) ? json['x-message'] : undefined;
  const said = isObject(annotation) ? annotation : {};
  const { deadlineMs, versions } = said;
  return {
    kind: textOf(said['kind']),
    from: textOf(said['from']),
    name: textOf(said['name']),
    type: textOf(said['type']),
    capability: textOf(said['capability']),
    combine: textOf(said['combine']),
    once: textOf(said['once']),
    deadlineMs: typeof deadlineMs === 'number' ? deadlineMs : undefined,
    versions: isStrings(versions) ? versions : [],
    live: said['internal'] !== true && said['stability'] !== 'declared-only',
  };
};
