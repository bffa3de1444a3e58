import { readFile } from 'node:fs/promises';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { here } from './support.js';

interface Documented {
  readonly payload: AnySchemaObject;
  readonly examples: readonly { readonly payload: Readonly<Record<string, unknown>> }[];
}

interface Document {
  readonly components: { readonly messages: Readonly<Record<string, Documented>> };
}

describe.each([
  ['the invented protocol', here('__goldens__/docs/asyncapi.json')],
  ['this repository', here('../../core/src/generated/asyncapi.json')],
])('the AsyncAPI document of %s', (_name, path) => {
  let components: Document['components'];
  const ajv = new Ajv({ strict: false, strictNumbers: false });

  beforeAll(async () => {
    ({ components } = JSON.parse(await readFile(path, 'utf8')) as Document);
  });

  const each = (check: (id: string, validate: ValidateFunction, posted: object) => void): void => {
    for (const [id, { payload, examples }] of Object.entries(components.messages)) {
      const validate = ajv.compile({ ...payload, components });
      for (const example of examples) check(id, validate, example.payload);
    }
  };

  it('refuses what is posted in another envelope, or in none', () => {
    each((id, validate, posted) => {
      const [tag] = Object.keys(posted) as [string];
      expect([id, validate({ ...posted, [tag]: 'another' })]).toEqual([id, false]);
      const { [tag]: _tag, ...bare } = posted as Record<string, unknown>;
      expect([id, validate(bare)]).toEqual([id, false]);
    });
  });

  it('takes what is posted, of each message at least one', () => {
    const seen = new Set<string>();
    each((id, validate, posted) => {
      expect([id, validate(posted), validate.errors]).toEqual([id, true, null]);
      seen.add(id);
    });
    expect([...seen].sort()).toEqual(Object.keys(components.messages).sort());
  });
});
