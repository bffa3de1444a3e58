import { describe, expect, it } from 'vitest';
import { validator } from '@exodus/schemasafe';
import { compare, loadValidators } from './agree.js';
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

  it('differ from it by definition only where JSON has no such value', async () => {
    const schemas = {
      Required: { required: ['a'] },
      Properties: { properties: { a: { type: 'string' } } },
      Integer: { type: 'integer' },
    };
    const guards = await loadValidators(schemas, {}, await freshFolder());
    const judge = (schema: object, value: unknown): boolean =>
      validator(schema as never, { mode: 'lax' })(value as never);
    // A member that is undefined is absent: structured clone keeps it, JSON drops it.
    const absent = { a: undefined };
    expect(guards['isRequired']?.(absent)).toBe(false);
    expect(judge(schemas.Required, absent)).toBe(true);
    expect(guards['isProperties']?.(absent)).toBe(true);
    expect(judge(schemas.Properties, absent)).toBe(false);
    expect(guards['isInteger']?.(Infinity)).toBe(true);
    expect(judge(schemas.Integer, Infinity)).toBe(false);
    // And what might differ, but does not.
    for (const value of [Number.NaN, 1.0, -0, 1e300, 0.5])
      expect(guards['isInteger']?.(value)).toBe(judge(schemas.Integer, value));
  });
});

const KEYWORDS = [
  ...['$ref', 'type', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['required', 'properties', 'patternProperties', 'additionalProperties', 'propertyNames'],
  ...['dependencies', 'minProperties', 'maxProperties', 'prefixItems', 'items', 'contains'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
];
