import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isIPv4, isIPv6 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '@jackfield/plugin-kit/json';
import { beforeAll, describe, expect, it } from 'vitest';
import { isExponential } from '../src/check/backtracking.js';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import { NEVER, type Schema } from '../src/schema.js';
import { loadValidators } from './agree.js';
import { dispatcherOf, type Dispatched } from './dispatcher-of.js';
import { HOSTILE } from './hostile.js';
import { freshFolder } from './support.js';

const object = (properties: Readonly<Record<string, Schema>>, ...required: string[]): Schema => ({
  type: 'object',
  required,
  properties,
});

const DEFINITIONS: Readonly<Record<string, Schema>> = {
  Animal: object({ kind: { type: 'string' } }, 'kind'),
  CatKind: { const: 'cat' },
  Cat: {
    allOf: [
      { $ref: 'Animal' },
      { properties: { kind: { $ref: 'CatKind' }, lives: { type: 'integer' } } },
    ],
  },
  Dog: object({ kind: { enum: ['dog'] }, tricks: { type: 'array' } }, 'kind'),
  Tree: object({ leaf: { type: 'number' }, trees: { type: 'array', items: { $ref: 'Tree' } } }),
};

const CAT: Schema = { $ref: 'Cat' };
const DOG: Schema = { $ref: 'Dog' };
const STRANGE = 'q"\n*/ // const _errs1 = errors;';

/** Bodies that are invalid by one keyword: the issues are pointers and what was expected there. */
const INVALID: Readonly<
  Record<string, readonly [schema: Schema, body: unknown, issues: readonly string[]]>
> = {
  'matches two branches of oneOf': [
    { oneOf: [{ minimum: 1 }, { minimum: 2 }, { type: 'string' }] },
    3,
    [' a value that matches exactly one of 3 schemas'],
  ],
  'matches what not excludes': [{ not: { type: 'string' } }, 'a', [' no value of this kind']],
  'has a member that the schema forbids': [
    { properties: { a: NEVER } },
    { a: 1 },
    ['/a no value of this kind'],
  ],
  'has an unknown member in a closed object': [
    { properties: { a: {} }, patternProperties: { '^x': {} }, additionalProperties: NEVER },
    { a: 1, x1: 1, 'b/c': 2 },
    ['/b~1c no member of this name'],
  ],
  'has an unknown member of another type': [
    { properties: { a: {} }, additionalProperties: { type: 'string' } },
    { a: 1, b: 2, toString: 'x' },
    ['/b string'],
  ],
  'has a member that does not match by its name': [
    { patternProperties: { '"': { type: 'string' }, [STRANGE]: {} } },
    { 'a"': 1 },
    ['/a" string'],
  ],
  'does not follow then': [
    { if: object({ a: { const: 1 } }, 'a'), then: object({}, 'b'), else: object({}, 'c') },
    { a: 1 },
    [" required property 'b'"],
  ],
  'does not follow else': [
    { if: object({ a: { const: 1 } }, 'a'), then: object({}, 'b'), else: object({}, 'c') },
    { a: 2 },
    [" required property 'c'"],
  ],
  'has not what a member depends on': [
    { dependencies: { constructor: { required: ['b'] }, toString: NEVER } },
    { constructor: 1 },
    [" required property 'b'"],
  ],
  'has an item too many in a tuple': [
    { prefixItems: [{ type: 'string' }, {}], items: NEVER },
    ['a', 1, 2],
    [' 2 or fewer items'],
  ],
  'has a wrong item behind a tuple': [
    { prefixItems: [{ type: 'string' }], items: { type: 'number' } },
    ['a', 'b'],
    ['/1 number'],
  ],
  'contains no such item': [
    { contains: { type: 'number' } },
    ['a'],
    ['/0 number', ' an item of the kind that must be there'],
  ],
  'has equal items': [
    { uniqueItems: true },
    [
      { a: 1, b: [null] },
      { b: [null], a: 1 },
    ],
    [' unique items'],
  ],
  'is not an object that is a constant': [
    { const: { a: [1, STRANGE], constructor: null } },
    { a: [1, STRANGE] },
    [` {"a":[1,${JSON.stringify(STRANGE)}],"constructor":null}`],
  ],
  'is not among mixed values': [
    { enum: [1, null, [1, 2], {}] },
    [1],
    [' 1 or null or [1,2] or {}'],
  ],
  'is not a multiple': [{ multipleOf: 5 }, 7, [' a multiple of 5']],
  'is not a decimal multiple': [{ multipleOf: 0.1 }, 0.35, [' a multiple of 0.1']],
  'is at a limit': [
    { exclusiveMinimum: 1, maximum: 2, exclusiveMaximum: 1 },
    1,
    [' a number below 1', ' a number above 1'],
  ],
  'has a name that is not allowed': [
    { propertyNames: { pattern: '^[a-z]+$' } },
    { A1: 1 },
    [' pattern ^[a-z]+$', ' allowed names of members'],
  ],
  'has too few members': [{ minProperties: 1 }, {}, [' 1 or more members']],
  'has too many members': [{ maxProperties: 1 }, { a: 1, b: 2 }, [' 1 or fewer members']],
  'is not a date-time': [
    { format: 'date-time' },
    '2020-01-31',
    [' a date-time such as 2020-01-31T12:00:00Z'],
  ],
  'is wrong in the branch that its tag names': [
    { oneOf: [CAT, DOG] },
    { kind: 'dog', tricks: 1 },
    ['/tricks array'],
  ],
  'is wrong in the branch of a tag behind references': [
    { anyOf: [DOG, CAT] },
    { kind: 'cat', lives: 'nine' },
    ['/lives integer'],
  ],
  'is wrong in a branch of a branch that its tag names': [
    { oneOf: [{ oneOf: [CAT, DOG] }, object({ kind: { const: 'cow' } }, 'kind')] },
    { kind: 'dog', tricks: 1 },
    ['/tricks array'],
  ],
  'has a tag of no branch': [
    { oneOf: [CAT, DOG] },
    { kind: 'cow', lives: 'nine' },
    ['/kind "cat" or "dog"'],
  ],
  'has no tag': [{ oneOf: [CAT, DOG] }, {}, ['/kind "cat" or "dog"']],
  'is not an object in a union of objects': [{ oneOf: [CAT, DOG] }, 'cat', [' object']],
  'is neither a tagged object nor null': [
    { oneOf: [{ type: 'null', description: 'No animal.' }, CAT, DOG] },
    'cat',
    [' object or null'],
  ],
  'is wrong in an object that may be null': [
    { anyOf: [{ type: 'null' }, DOG] },
    { kind: 'dog', tricks: 1 },
    ['/tricks array'],
  ],
  'is neither an object nor null': [{ oneOf: [DOG, { type: 'null' }] }, 1, [' object or null']],
  'matches two types beside tagged objects': [
    { oneOf: [{ type: 'integer' }, { type: 'number' }, CAT, DOG] },
    1,
    [' a value that matches exactly one of 4 schemas'],
  ],
  'has a wrong tag beside a type': [
    { ...object({}, 'a'), anyOf: [CAT, DOG] },
    { a: 1, kind: null },
    ['/kind "cat" or "dog"'],
  ],
  'has a tag with a strange name': [
    {
      oneOf: [
        object({ [STRANGE]: { const: STRANGE }, a: { type: 'string' } }, STRANGE),
        object({ [STRANGE]: { const: 1 } }, STRANGE),
      ],
    },
    { [STRANGE]: STRANGE, a: 1 },
    ['/a string'],
  ],
};

/** Bodies that are valid, though not at first sight. */
const VALID: Readonly<Record<string, readonly [schema: Schema, body: unknown]>> = {
  'a decimal multiple whose quotient is not whole': [{ multipleOf: 0.1 }, 0.3],
  'a large multiple of a small number': [{ multipleOf: 1e-7 }, 1e21],
  'items that differ in types only': [{ uniqueItems: true }, ['1', 1, 'null', null, [], {}, '#0']],
  'items that differ in the places of their members': [
    { uniqueItems: true },
    [{ a: { b: 1 } }, { a: { c: 1 } }, [[1], 2], [[1, 2]], { a: {}, b: 1 }],
  ],
  'an equal object with its members in another order': [
    { const: { a: 1, b: { c: [] } } },
    { b: { c: [] }, a: 1 },
  ],
  'no object where only objects have limits': [
    { minProperties: 2, additionalProperties: NEVER },
    'a',
  ],
  'a text in a format that nobody knows': [{ format: 'colour' }, 'what?'],
  'a value whose branches do not exclude each other by the tag': [
    {
      anyOf: [
        object({ kind: { const: 'a' }, n: { type: 'string' } }, 'kind'),
        object({ kind: { const: 'a' }, n: { type: 'number' } }, 'kind'),
      ],
    },
    { kind: 'a', n: 1 },
  ],
  'an object without the tag where two branches permit it': [
    {
      anyOf: [
        object({ kind: { const: 'a' } }, 'n'),
        object({ kind: { const: 'b' }, m: { type: 'number' } }),
      ],
    },
    { m: 1 },
  ],
  'an object without the tag where the second branch permits it': [
    {
      anyOf: [
        object({ kind: { const: 'a' } }, 'kind'),
        object({ kind: { const: 'b' }, m: { type: 'number' } }),
      ],
    },
    { m: 1 },
  ],
  'another value than an object, beside tagged objects': [
    { anyOf: [CAT, DOG, { type: 'string', minLength: 1 }, { type: 'string', maxLength: 9 }] },
    'both',
  ],
  'a tree': [{ $ref: 'Tree' }, { trees: [{ trees: [{}, { leaf: 1 }] }] }],
};

describe('a body', () => {
  let folder: string;
  let validators: string;
  let dispatch: (name: string, body: unknown) => Dispatched;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jackfield-keywords-'));
    validators = join(folder, 'validators.js');
    const schemas = Object.entries({ ...INVALID, ...VALID }).map(([name, [schema]]) => [
      name,
      schema,
    ]);
    const { dispatchFromWidget } = await dispatcherOf(
      Object.fromEntries(schemas) as Readonly<Record<string, Schema>>,
      DEFINITIONS,
      folder,
    );
    dispatch = (name, body) => dispatchFromWidget('push', name, body);
    return () => rm(folder, { recursive: true });
  });

  it.each(Object.entries(INVALID))('%s', (name, [, body, issues]) => {
    const found = dispatch(name, body).issues ?? [];
    expect(found.map(({ pointer, expected }) => `${pointer} ${expected}`)).toEqual(issues);
  });

  it.each(Object.entries(VALID))('is valid: %s', (name, [, body]) => {
    expect(dispatch(name, body).issues ?? []).toEqual([]);
  });

  it('is not said to be wrong in words that repeat its values', () => {
    const secret = 'secret-5551234';
    const inAll = Object.fromEntries(['a', 'b', 'kind', 'lives'].map((one) => [one, secret]));
    for (const name of Object.keys(INVALID)) {
      for (const body of [secret, [secret, secret], inAll, { [secret]: 1 }]) {
        const words = (dispatch(name, body).issues ?? []).map(({ expected }) => expected);
        expect(words.join(' '), name).not.toContain(secret);
      }
    }
  });

  it('that is cyclic, or too deep for the stack, has one issue', () => {
    const cyclic: { trees: unknown[] } = { trees: [] };
    cyclic.trees.push(cyclic);
    const deep: unknown[] = [];
    let end = deep;
    for (let index = 0; index < 100_000; index += 1) end.push((end = []));
    for (const [name, body] of [
      ['a tree', cyclic],
      ['has equal items', [cyclic, 1]],
      ['has equal items', deep],
    ] as const) {
      expect(dispatch(name, body).issues?.map(({ keyword }) => keyword)).toEqual(['depth']);
    }
  });

  it('with many large and shared items is compared in linear time', () => {
    let shared: unknown = 1;
    for (let index = 0; index < 60; index += 1) shared = [shared, shared];
    // Copied at each place, this would be 2^60 items; compared in pairs, 10^10 pairs.
    const many = Array.from({ length: 100_000 }, (_, index) => ({ index }));
    expect(dispatch('has equal items', [shared, ...many]).status).toBe('valid');
    expect(dispatch('has equal items', [shared, ...many, shared]).status).toBe('invalid');
  });

  it('is validated where a page may not compile text to code', async () => {
    const text = await readFile(validators, 'utf8');
    expect(text).not.toMatch(/\brequire\(|\bimport\b|new Function|\beval\b|schema\d/);
    const module = validators.replace(/\.js$/, '.mjs');
    await writeFile(module, text);
    const index = Object.keys(INVALID).indexOf('is not a decimal multiple');
    const code = `import { isCase${index} as guard } from ${JSON.stringify(module)};
      let isForbidden = false;
      try { new Function(''); } catch { isForbidden = true; }
      console.log(isForbidden, guard(0.3), guard(0.35));`;
    const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '-e'];
    expect(execFileSync(process.execPath, [...flags, code], { encoding: 'utf8' }).trim()).toBe(
      'true true false',
    );
  });
});

describe('a body', () => {
  it('that is cyclic is an issue where items are compared, also without recursive schemas', async () => {
    const folder = await freshFolder();
    const { dispatchFromWidget } = await dispatcherOf({ x: { uniqueItems: true } }, {}, folder);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const dispatch = (): unknown => dispatchFromWidget('push', 'x', cyclic);
    expect(dispatch).not.toThrow();
    expect(dispatch()).toMatchObject({
      status: 'invalid',
      issues: [{ keyword: 'depth' }],
    });
  });
});

describe('a body of a recursive definition', () => {
  const branch = (name: string): Schema => ({
    type: 'object',
    required: [name],
    properties: { [name]: { type: 'string' }, left: { $ref: 'Node' }, right: { $ref: 'Node' } },
  });
  let dispatch: (name: string, body: unknown) => Dispatched;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jackfield-keywords-'));
    const { dispatchFromWidget } = await dispatcherOf(
      { any: { $ref: 'Node' }, one: { $ref: 'Only' } },
      {
        Node: { anyOf: [branch('a'), branch('b')] },
        Only: {
          oneOf: [
            { type: 'object', required: ['a'], properties: { left: { $ref: 'Only' } } },
            { type: 'object', required: ['b'], properties: { left: { $ref: 'Only' } } },
          ],
        },
      },
      folder,
    );
    dispatch = (name, body) => dispatchFromWidget('push', name, body);
    return () => rm(folder, { recursive: true });
  });

  const nested = (levels: number, node: object, more: (inner: object) => object): object =>
    levels === 0 ? node : nested(levels - 1, more(node), more);

  // In each of these, the branches contain the same definition: 2^60 checks without memory.
  it.each([
    ['a union that any branch may match', 'any', (left: object) => ({ b: '', left })],
    ['a union that one branch must match', 'one', (left: object) => ({ b: '', left })],
    [
      'an object at several places',
      'any',
      (inner: object) => ({ b: '', left: inner, right: inner }),
    ],
  ])('is checked once, with %s', (_name, name, more) => {
    expect(dispatch(name, nested(60, { a: '' }, more)).status).toBe('valid');
    const { status, issues = [] } = dispatch(name, nested(60, { c: '' }, more));
    expect(status).toBe('invalid');
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.length).toBeLessThanOrEqual(500);
  });

  it('has the issues of an object at each place of it', () => {
    const wrong = { a: 1 };
    const { issues = [] } = dispatch('any', { a: '', left: wrong, right: wrong });
    const at = (place: string): readonly string[] =>
      issues.flatMap(({ pointer, expected }) =>
        pointer.startsWith(place) ? [`${pointer.slice(place.length)} ${expected}`] : [],
      );
    expect(at('/left')).toContain('/a string');
    expect(at('/right')).toEqual(at('/left'));
  });
});

describe('definitions', () => {
  it('may contain each other in a circle of any length', async () => {
    const COUNT = 300;
    const circle = Array.from({ length: COUNT }, (_, index): [string, Schema] => [
      `Ring${index}`,
      object({ next: { $ref: `Ring${(index + 1) % COUNT}` } }),
    ]);
    const { isStart } = await loadValidators(
      { Start: { $ref: 'Ring0' } },
      Object.fromEntries(circle),
      await freshFolder(),
    );
    let body: unknown = 'end';
    for (let index = 0; index < COUNT + 1; index += 1) body = { next: body };
    expect(isStart?.(body)).toBe(false);
    expect(isStart?.errors).toEqual([
      { pointer: '/next'.repeat(COUNT + 1), keyword: 'type', limit: 'object' },
    ]);
  });
});

describe('an issue', () => {
  it('names what is expected, not what a body has in its place', async () => {
    const schemas = {
      Names: { propertyNames: { maxLength: 3 } },
      Closed: { additionalProperties: NEVER },
    };
    const { isNames, isClosed } = await loadValidators(schemas, {}, await freshFolder());
    expect([isNames?.({ '555-1234': 1 }), isClosed?.({ '555-1234': 1 })]).toEqual([false, false]);
    expect(isNames?.errors).toEqual([
      { pointer: '', keyword: 'maxLength', limit: 3 },
      { pointer: '', keyword: 'propertyNames' },
    ]);
    // Keys in pointers are masked.
    expect(isClosed?.errors).toEqual([{ pointer: '/555-1234', keyword: 'additionalProperties' }]);
  });
});

describe('a text of a schema', () => {
  // What no member may be called: the checks refuse it.
  const TEXTS = HOSTILE.filter((text) => text !== '__proto__').map((text) =>
    text.replaceAll(/\p{Surrogate}/gu, ''),
  );

  it.each(TEXTS.map((text) => [JSON.stringify(text), text]))(
    'spoils no validator and does not run: %s',
    async (_name, text) => {
      const pattern = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      const schemas: Readonly<Record<string, Schema>> = {
        Depends: { dependencies: { [text]: { required: [`${text}!`] } } },
        Closed: {
          properties: { [text]: {} },
          patternProperties: { [`^${pattern}!$`]: { type: 'string' } },
          additionalProperties: NEVER,
        },
        Constant: { const: { [text]: [text] } },
        Listed: { enum: [text, [text]] },
        Named: { propertyNames: { const: text } },
        Tagged: {
          oneOf: [
            object({ [text]: { const: text }, a: { type: 'number' } }, text),
            object({ [text]: { const: 1 } }, text),
          ],
        },
      };
      const loading = loadValidators(schemas, {}, await freshFolder());
      await expect(loading).resolves.toBeDefined();
      const guards = await loading;
      const issues = (name: string, body: unknown): unknown => {
        guards[`is${name}`]?.(body);
        return guards[`is${name}`]?.errors;
      };
      const pointer = (name: string): string => step('', name);
      expect(issues('Depends', { [`${text}!`]: 1 })).toEqual([]);
      expect(issues('Depends', { [text]: 1 })).toEqual([
        { pointer: '', keyword: 'required', limit: `${text}!` },
      ]);
      expect(issues('Closed', { [text]: 1, [`${text}!`]: 'a' })).toEqual([]);
      expect(issues('Closed', { [`${text}!`]: 1, [`${text}?`]: 1 })).toEqual([
        { pointer: pointer(`${text}?`), keyword: 'additionalProperties' },
        { pointer: pointer(`${text}!`), keyword: 'type', limit: 'string' },
      ]);
      expect(issues('Constant', { [text]: [text] })).toEqual([]);
      expect(issues('Constant', {})).toEqual([
        { pointer: '', keyword: 'const', limit: [{ [text]: [text] }] },
      ]);
      expect(issues('Listed', [text])).toEqual([]);
      expect(issues('Listed', 1)).toEqual([
        { pointer: '', keyword: 'enum', limit: [text, [text]] },
      ]);
      expect(issues('Named', { [text]: 1 })).toEqual([]);
      expect(issues('Tagged', { [text]: text })).toEqual([]);
      expect(issues('Tagged', { [text]: text, a: 'a' })).toEqual([
        { pointer: '/a', keyword: 'type', limit: 'number' },
      ]);
      expect(issues('Tagged', {})).toEqual([
        { pointer: pointer(text), keyword: 'enum', limit: [text, 1] },
      ]);
      expect('ran' in globalThis).toBe(false);
    },
  );
});

describe('a format', () => {
  const EXAMPLES: Readonly<
    Record<string, readonly [good: readonly string[], bad: readonly string[]]>
  > = {
    'date-time': [
      ['2020-02-29T23:59:60.123+01:00', '1999-12-31t00:00:00z', '2020-01-31T12:00:00-23:59'],
      [
        '2020-01-31 12:00:00Z',
        '2020-01-31T12:00:00',
        '2020-01-31T24:00:00Z',
        '2020-13-01T12:00:00Z',
      ],
    ],
    date: [
      ['2020-01-31', '2020-02-29', '2020-04-30'],
      ['2020-02-30', '2020-04-31', '2020-1-1', '20200101', '2020-01-31\n', ''],
    ],
    time: [
      ['12:00:00Z', '23:59:59.9+14:00'],
      ['12:00Z', '12:00:00', '12:60:00Z'],
    ],
    uri: [
      ['https://a.b/c?d=%20#e', 'tel:+15551234', 'urn:x:y', 'a:', 'http://[::1]/'],
      ['a b:c', '//a.b', 'a/b', '1a:b', 'http://a/%2', 'http://a/"', 'http://ä'],
    ],
    email: [
      ['a@b', 'first.last+tag@mail.example.com', "o'x@a-b.c"],
      ['a', '@b', 'a@', 'a@b@c', 'a..b@c', 'a b@c', 'a@-b', 'a@b..c'],
    ],
    uuid: [
      ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000'],
      ['123e4567e89b12d3a456426614174000', '123e4567-e89b-12d3-a456-42661417400g'],
    ],
    ipv4: [
      ['0.0.0.0', '192.0.2.255'],
      ['1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.4.'],
    ],
    ipv6: [
      ['::', '::1', '2001:db8::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2:3:4:5:6:7::'],
      ['1::2::3', ':::', '1:2:3:4:5:6:7', ':1::', '12345::', '1:2:3:4:5:6:7:1.2.3.4', 'g::'],
    ],
    hostname: [
      ['a', 'www.example.com', 'x-1.y', '1.2'],
      ['', '-a', 'a-', 'a..b', 'a.', 'a_b', `${'a'.repeat(64)}.b`, 'a.'.repeat(130) + 'a'],
    ],
  };

  it.each([...FORMATS])('%s accepts its texts and no others', (name, { pattern }) => {
    const [good, bad] = EXAMPLES[name] as (typeof EXAMPLES)[string];
    expect(good.filter((text) => !pattern.test(text))).toEqual([]);
    expect(bad.filter((text) => pattern.test(text))).toEqual([]);
  });

  it.each([...FORMATS])('%s is described by an example that it accepts', (_name, format) => {
    expect(format.pattern.test(format.words.split(' ').at(-1) as string)).toBe(true);
  });

  it.each([...FORMATS])('%s takes no exponential time', (_name, { pattern }) => {
    expect(isExponential(pattern.source)).toBe(false);
  });

  it('of an address accepts what Node does', () => {
    const parts = ['1', 'ab', 'ffff', '::', ':', '1.2.3.4', '12345', '0', '.', '255', '256'];
    const texts = [''];
    for (let length = 0; length < 4; length += 1) {
      for (const text of texts.slice(-(parts.length ** length)))
        texts.push(...parts.map((part) => text + part));
    }
    for (const text of texts) {
      expect(FORMATS.get('ipv4')?.pattern.test(text), text).toBe(isIPv4(text));
      expect(FORMATS.get('ipv6')?.pattern.test(text), text).toBe(isIPv6(text));
    }
  });
});
