import { Validator } from '@seriousme/openapi-schema-validator';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createCompiler, schemaOf } from '../src/validation.js';

const require = createRequire(import.meta.url);

interface Document {
  readonly openapi: string;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly examples?: readonly unknown[] }>>;
  };
}

describe.each([
  ['call-logs', '@jackfield/plugin-calllog/openapi.json'],
  ['contacts', '@jackfield/plugin-contacts/openapi.json'],
] as const)('the contract of %s', (name, file) => {
  const document = require(file) as Document;

  it('is a valid document of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...document });
    expect(errors, JSON.stringify(errors)).toBeUndefined();
    expect([valid, document.openapi]).toEqual([true, '3.1.0']);
  });

  it('has examples that are valid, for each schema', () => {
    const compile = createCompiler();
    for (const [title, { examples = [] }] of Object.entries(document.components.schemas)) {
      const validate = compile({ schema: schemaOf(name, title) });
      expect(examples.length, title).toBeGreaterThan(0);
      for (const example of examples) {
        expect(validate(example), `${title}: ${JSON.stringify(validate.errors)}`).toBe(true);
      }
    }
  });
});
