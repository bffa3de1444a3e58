import { createRandom } from '../../../test-tools/src/random.js';
import { sample } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryOf } from '../../src/data/derive/arbitrary-of.js';
import { invalidOf } from '../../src/data/derive/invalid-of.js';
import { issuesOf } from '../../src/data/derive/issues.js';
import type { Schema } from '../../src/generated/schemas.js';
import { isTestingError } from '../../src/index.js';
import { ajvFor, issuesByAjv } from './ajv.js';
import { definitionsOf, schemaOf, valueNear, type Definitions } from './random-schemas.js';

const COUNT = 200;

const cases = Array.from({ length: COUNT }, (_, seed) => {
  const random = createRandom(seed);
  const definitions = definitionsOf(random);
  return { seed, random, definitions, schema: schemaOf(random, 3) };
});

/** Values of a schema; none where there are none. */
const drawnFrom = (schema: Schema, definitions: Definitions, seed: number): readonly unknown[] => {
  try {
    return sample(arbitraryOf(schema, definitions), { numRuns: 20, seed });
  } catch (error) {
    expect(isTestingError(error) && error.code).toBe('SCHEMA_UNSUPPORTED');
    return [];
  }
};

/** Ajv compares objects by a function that calls a member of this name. */
const hasToString = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, 'toString') || Object.values(value).some(hasToString));

describe('random schemas', () => {
  it('have arbitraries whose values Ajv accepts', () => {
    let derived = 0;
    for (const { seed, definitions, schema } of cases) {
      const isValid = ajvFor(schema, definitions);
      const drawn = drawnFrom(schema, definitions, seed).filter((value) => !hasToString(value));
      for (const value of drawn) {
        expect(isValid(value), `${seed}: ${JSON.stringify(value)}`).toBe(true);
        expect(JSON.stringify(value).length, String(seed)).toBeLessThan(10_000);
      }
      if (drawn.length > 0) derived += 1;
    }
    expect(derived).toBeGreaterThan(COUNT * 0.8);
  });

  it('have invalid bodies that Ajv refuses as they say', () => {
    let bodies = 0;
    for (const { seed, definitions, schema } of cases) {
      if (drawnFrom(schema, definitions, seed).length === 0) continue;
      const isValid = ajvFor(schema, definitions);
      for (const { body, pointer, keyword } of invalidOf(schema, definitions)) {
        bodies += 1;
        expect(isValid(body), `${seed}: ${JSON.stringify(body)}`).toBe(false);
        expect(issuesByAjv(isValid), String(seed)).toContainEqual({ pointer, keyword });
      }
    }
    expect(bodies).toBeGreaterThan(COUNT);
  });

  it('have issues exactly where Ajv has errors: in random values and in valid ones with a change', () => {
    const found = { valid: 0, invalid: 0 };
    for (const { seed, random, definitions, schema } of cases) {
      const isValid = ajvFor(schema, definitions);
      const drawn = drawnFrom(schema, definitions, seed);
      let value = drawn[0];
      for (let index = 0; index < 40; index += 1) {
        if (!hasToString(value)) {
          const isOurs = issuesOf(schema, value, definitions).length === 0;
          expect(isOurs, `${seed}: ${JSON.stringify(value)}`).toBe(isValid(value));
          found[isOurs ? 'valid' : 'invalid'] += 1;
        }
        value = valueNear(random, random.chance(0.5) ? drawn[index % 20] : value);
      }
    }
    expect(Math.min(found.valid, found.invalid)).toBeGreaterThan(10 * COUNT);
  });
});
