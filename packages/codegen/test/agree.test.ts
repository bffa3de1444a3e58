import { describe, expect, it } from 'vitest';
import { compare } from './agree.js';
import { freshFolder } from './support.js';

const SCHEMAS = 100;
const BODIES = 40;

describe('generated validators', () => {
  it('agree with an implementation that is not Ajv on random and mutated bodies of random schemas', async () => {
    const { differences, valid, mixed, keywords } = await compare(
      1,
      SCHEMAS,
      BODIES,
      await freshFolder(),
    );
    expect(differences.slice(0, 3)).toEqual([]);
    // The comparison could not fail if all bodies were valid, or none.
    expect(valid).toBeGreaterThan((SCHEMAS * BODIES) / 4);
    expect(valid).toBeLessThan(((SCHEMAS * BODIES) / 4) * 3);
    expect(mixed).toBeGreaterThan(SCHEMAS / 2);
    expect(KEYWORDS.filter((keyword) => !keywords.has(keyword))).toEqual([]);
  });
});

const KEYWORDS = [
  ...['$ref', 'type', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['required', 'properties', 'patternProperties', 'additionalProperties', 'propertyNames'],
  ...['dependencies', 'minProperties', 'maxProperties', 'prefixItems', 'items', 'contains'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
];
