import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { here } from './support.js';

interface Bundle {
  readonly $schema: string;
  readonly definitions: Readonly<Record<string, { readonly examples?: readonly object[] }>>;
}

describe.each([
  ['the invented protocol', here('__goldens__/docs/bundle.schema.json')],
  ['this repository', here('../../core/src/generated/bundle.schema.json')],
])('the bundle of %s', (_name, path) => {
  let bundle: Bundle;
  // As anybody would read it: a plain validator, to which annotations mean nothing.
  const ajv = new Ajv({ strict: false, strictNumbers: false, allErrors: true });

  beforeAll(async () => {
    bundle = JSON.parse(await readFile(path, 'utf8')) as Bundle;
  });

  const validate = (title: string): ReturnType<typeof ajv.compile> =>
    ajv.compile({ ...bundle, $ref: `#/definitions/${title}` });

  it('is not a valid draft-07 schema with an unknown type', () => {
    expect(ajv.validateSchema({ ...bundle, type: 'telephone' })).toBe(false);
  });

  it('is a schema of draft-07', () => {
    expect(bundle.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect([ajv.validateSchema(bundle), ajv.errors]).toEqual([true, null]);
  });

  it('refuses an example that lacks what is always sent', () => {
    const needy = Object.entries(bundle.definitions).filter(
      ([, schema]) => ((schema as { required?: readonly string[] }).required ?? []).length > 0,
    );
    const taken = needy.filter(([title]) => validate(title)({}) as boolean);
    expect(taken).toEqual([]);
    expect(needy.length).toBeGreaterThan(5);
  });

  it('takes every example of it', () => {
    const counted = Object.entries(bundle.definitions).map(([title, { examples = [] }]) => {
      const check = validate(title);
      for (const example of examples)
        expect([title, check(example), check.errors]).toEqual([title, true, null]);
      return examples.length;
    });
    expect(Math.min(...counted)).toBeGreaterThan(0);
  });
});
