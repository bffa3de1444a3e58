import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../src/index.js';
import { formsIn, MEMBERS } from './forms.js';

type Schemas = Readonly<Record<string, AnySchemaObject>>;

/** Values of members that only their keywords make valid or invalid. */
const VALUES: readonly (readonly [member: string, value: unknown, valid: boolean])[] = [
  ['pet', { kind: 'dog' }, true],
  ['pet', { kind: 'cow' }, false],
  ['tree', { left: { left: null } }, true],
  ['tree', { left: { left: 1 } }, false],
  ['tree', { left: null, pair: [{ left: null }, [], 1] }, false],
  ['notRed', 'blue', true],
  ['notRed', 'red', false],
  ['closed', { b: 1 }, false],
  ['prefixed', { 'x-b': 'x' }, false],
  ['patterned', { c: 1 }, false],
  ['listed', { a: 1, c: 1 }, false],
  ['tuple', ['x', 1], true],
  ['tuple', ['x', 1, 2], false],
  ['rest', ['x', 1, 2], true],
  ['rest', ['x', 'y'], false],
  ['constants', [1, 2], true],
  ['constants', [2, 1], false],
  ['conditional', { kind: 'a', b: 1 }, false],
  ['dependent', { a: 'x' }, false],
];

describe('documents of a protocol with every keyword', () => {
  let bundle: AnySchemaObject & { readonly definitions: Schemas };
  let asyncapi: { readonly components: { readonly schemas: Schemas } };
  let page: string;
  let definitions: string;
  const ajv = new Ajv({ strict: false });

  beforeAll(async () => {
    const out = await mkdtemp(join(tmpdir(), 'jackfield-documents-'));
    const [docs, spec] = [join(out, 'docs'), join(out, 'spec')];
    await generate({ schemas: await formsIn(out), out: join(out, 'out'), docs, spec });
    const textOf = (path: string): Promise<string> => readFile(join(out, path), 'utf8');
    bundle = JSON.parse(await textOf('spec/bundle.schema.json')) as typeof bundle;
    asyncapi = JSON.parse(await textOf('spec/asyncapi.json')) as typeof asyncapi;
    page = await textOf('docs/reference/from-widget/allForms.md');
    definitions = await textOf('docs/reference/definitions.md');
    return () => rm(out, { recursive: true });
  }, 60_000);

  it('are valid schemas of draft-07', () => {
    expect([ajv.validateSchema(bundle), ajv.errors]).toEqual([true, null]);
    for (const [title, schema] of Object.entries(asyncapi.components.schemas)) {
      expect([title, ajv.validateSchema(schema), ajv.errors]).toEqual([title, true, null]);
    }
    expect(JSON.stringify(bundle)).not.toContain('prefixItems');
  });

  it.each(VALUES)('say for the member %s that %j is valid: %s', (member, value, valid) => {
    const body = { [member]: value };
    const inBundle = ajv.compile({ ...bundle, $ref: '#/definitions/AllForms' });
    expect(inBundle(body)).toBe(valid);
    const inAsyncApi = ajv.compile({ ...asyncapi, $ref: '#/components/schemas/AllForms' });
    expect(inAsyncApi(body)).toBe(valid);
  });

  it('keep the order of keywords, and the usual forms', () => {
    const { properties } = bundle.definitions['AllForms'] as { properties: Schemas };
    expect(JSON.stringify(properties['tuple'])).toBe(JSON.stringify(MEMBERS.tuple));
    expect(JSON.stringify(properties['closed'])).toBe(JSON.stringify(MEMBERS.closed));
    expect(JSON.stringify(properties['mixed'])).toBe(JSON.stringify(MEMBERS.mixed));
  });

  it.each([
    ['maybe', '[Pet](../definitions.md#pet) or null'],
    ['both', '[Cat](../definitions.md#cat) and object'],
    ['mixed', 'object | | Other members: number.'],
    ['closed', 'object | | No other members.'],
    ['patterned', 'record of number | | No other names.'],
    ['listed', 'record of number | | Its names are among `"a"`, `"b"`.'],
    ['tuple', 'tuple of string, number | | At least 1 entries.'],
    ['rest', 'tuple of string, then any number of number | |'],
    ['unions', 'array of string or number | |'],
    ['notRed', '[Color](../definitions.md#color) | | Not: `"red"`.'],
    ['dependent', 'object | | With `a`, also `b`.'],
    ['conditional', 'object | | Some members depend on others.'],
    ['conditional.b', 'number | yes |'],
  ])('describe the member %s', (member, expected) => {
    expect(page.replace(/ +/g, ' ')).toContain(`| \`${member}\` | ${expected}`);
  });

  it('link definitions that contain themselves', () => {
    expect(definitions.replace(/ +/g, ' ')).toContain('| `left` | [Tree](#tree) or null | yes |');
    expect(definitions).toContain('Type: array of [Tree](#tree) or [Forest](#forest).');
  });
});
