import { sample, stringMatching } from 'fast-check';
import type { Schema } from '../../generated/schemas.js';
import { E164, IDS, NAMES, NOTES, SECRETS } from '../edges.js';
import { accepts } from './issues.js';
import { both, checkDepth, lengthOf, type Definitions } from './schema.js';
import { shapesOf, type Shape } from './shape.js';

/** A valid value of a schema; wrapped, because the value itself may be `undefined`. */
export interface Witness {
  readonly value: unknown;
}

const USUAL = {
  number: E164[0],
  name: NAMES[0],
  text: NOTES[0],
  id: IDS[0],
  secret: SECRETS[0],
} as const;

/** Returns strings that match a pattern, always the same ones. */
export const matching = (pattern: string): readonly string[] =>
  sample(stringMatching(new RegExp(pattern, 'u')), { numRuns: 50, seed: 1 });

/** Returns candidate strings for a shape; readable ones first. */
const texts = ({ open, personal, length, patterns }: Shape): readonly string[] => {
  const usual = open?.[0] ?? (personal ? USUAL[personal] : 'text');
  const letters = Math.max(length.min, Math.min(lengthOf(usual), length.max));
  return [usual, usual.padEnd(letters, 'x').slice(0, letters), ...patterns.flatMap(matching)];
};

const numbers = ({ range }: Shape): readonly number[] => [
  Math.min(Math.max(range.min, 1), range.max),
  Math.ceil(range.min),
  Math.floor(range.max),
];

function* valuesOf(shape: Shape, definitions: Definitions, depth: number): Generator {
  if (shape.values) yield* shape.values;
  for (const type of shape.values ? [] : shape.types) {
    if (type === 'string') yield* texts(shape);
    if (type === 'number' || type === 'integer') yield* numbers(shape);
    if (type === 'boolean') yield true;
    if (type === 'object') {
      const members = shape.required.map((name): readonly [string, unknown] => {
        const schema = shape.members.get(name) ?? shape.rest ?? {};
        return [name, witnessOf(schema, definitions, depth + 1)?.value];
      });
      yield Object.fromEntries(members);
    }
    if (type === 'array') {
      const item =
        shape.size.min > 0 ? witnessOf(shape.items ?? {}, definitions, depth + 1) : undefined;
      yield Array.from({ length: shape.size.min }, () => item?.value);
    }
    if (type === 'null') yield null;
  }
}

/** Returns a small valid value of a schema; `undefined` if none is found. */
export const witnessOf = (
  schema: Schema,
  definitions: Definitions,
  depth = 0,
): Witness | undefined => {
  checkDepth(depth);
  for (const shape of shapesOf(schema, definitions)) {
    for (const value of valuesOf(shape, definitions, depth)) {
      if (accepts(schema, value, definitions)) return { value };
    }
  }
  return undefined;
};

/** Returns a valid key of a record. */
export const keyOf = (names: Schema | undefined, definitions: Definitions): string | undefined =>
  witnessOf(both(names, { type: 'string' }) as Schema, definitions)?.value as string | undefined;
