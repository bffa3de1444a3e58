import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProtocol, generate, loadProtocol, printViolation } from '../src/index.js';
import { foreignFolder } from './foreign-folder.js';
import { edit, load, schemasWith } from './support.js';

type Loose = Readonly<Record<string, unknown>>;

const EVENTS = { kind: 'push', from: 'widget', body: 'events/{name}.json' };

/** A folder of schemas, with a mapping of all events. */
const folderOf = (files: Loose, wire: Loose = { messages: [EVENTS] }): Promise<string> =>
  foreignFolder(files, wire);

const violationsOf = async (schemas: string, strict = false): Promise<readonly string[]> =>
  (await checkProtocol({ schemas, strict })).map(printViolation);

const object = (properties: Loose, more: Loose = {}): Loose => ({
  type: 'object',
  properties,
  ...more,
});

const text = { type: 'string' };

describe('a reference', () => {
  const person = object({ name: text });

  it.each([
    [
      'to a definition of its file',
      {
        'events/a.json': {
          ...object({ x: { $ref: '#/definitions/Person' } }),
          definitions: { Person: person },
        },
      },
    ],
    [
      'to a `$defs` of its file',
      { 'events/a.json': { ...object({ x: { $ref: '#/$defs/person' } }), $defs: { person } } },
    ],
    [
      'to another file',
      { 'events/a.json': object({ x: { $ref: '../person.json' } }), 'person.json': person },
    ],
    [
      'to a file by the name alone',
      {
        'events/a.json': object({ x: { $ref: 'sub/person.json' } }),
        'events/sub/person.json': { ...person, title: 'Person' },
      },
    ],
    [
      'to a file with an empty fragment',
      { 'events/a.json': object({ x: { $ref: '../person.json#' } }), 'person.json': person },
    ],
    [
      'to a definition of another file',
      {
        'events/a.json': object({ x: { $ref: '../all.json#/definitions/Person' } }),
        'all.json': { definitions: { Person: person } },
      },
    ],
    [
      'by the `$id` of another file',
      {
        'events/a.json': object({ x: { $ref: 'https://acme.example/person' } }),
        'other/p.json': { $id: 'https://acme.example/person', title: 'Person', ...person },
      },
    ],
    [
      'by the `id` of draft-04',
      {
        'events/a.json': object({ x: { $ref: 'urn:acme:person' } }),
        'other/p.json': { id: 'urn:acme:person', title: 'Person', ...person },
      },
    ],
    [
      'relative to the `$id` of its own file',
      {
        'events/a.json': {
          $id: 'https://acme.example/v1/a.json',
          ...object({ x: { $ref: 'person.json' } }),
        },
        'p.json': { $id: 'https://acme.example/v1/person.json', title: 'Person', ...person },
      },
    ],
    [
      'to a definition below an `$id`',
      {
        'events/a.json': object({ x: { $ref: 'https://acme.example/all#/definitions/Person' } }),
        'all.json': { $id: 'https://acme.example/all', definitions: { Person: person } },
      },
    ],
    [
      'to a name',
      {
        'events/a.json': {
          ...object({ x: { $ref: '#person' } }),
          definitions: { Person: { $id: '#person', ...person } },
        },
      },
    ],
    [
      'to a definition with an `$id` of its own',
      {
        'events/a.json': {
          $id: 'https://acme.example/a',
          ...object({ x: { $ref: 'person' } }),
          definitions: { Person: { $id: 'person', ...person } },
        },
      },
    ],
    [
      'with escapes in its pointer',
      {
        'events/a.json': {
          ...object({ x: { $ref: '#/definitions/per~1son%20%25' } }),
          definitions: { 'per/son %': { title: 'Person', ...person } },
        },
      },
    ],
    [
      'to a file with unusual letters',
      {
        'events/a.json': object({ x: { $ref: '../per%20son%23.json' } }),
        'per son#.json': { title: 'Person', ...person },
      },
    ],
    ['to a member', { 'events/a.json': object({ x: { $ref: '#/properties/person' }, person }) }],
  ])('%s is followed', async (_, files) => {
    const schemas = await folderOf(files);
    expect(await violationsOf(schemas)).toEqual([]);
    const { definitions } = await loadProtocol({ schemas });
    const target = definitions.find(({ title }) => title === 'Person');
    expect(target?.schema.properties).toEqual({ name: { type: 'string' } });
  });

  it.each([
    ['to a file that is not there', '../person.json'],
    ['out of the folder', '../../../../etc/person.json'],
    ['to a file by its URL', 'file:///etc/passwd'],
    ['to a server', 'https://acme.example/person'],
    ['to a definition that is not there', '#/definitions/Person'],
    ['that is not a URI', 'http://['],
    ['with an escape that is not one', '#/definitions/%E0%A4%A'],
    ['to a member that every object inherits', '#/constructor'],
  ])('%s is a violation with its place', async (_, $ref) => {
    const schemas = await folderOf({ 'events/a.json': object({ x: { $ref } }) });
    expect(await violationsOf(schemas)).toEqual([
      `events/a.json#/properties/x/$ref REF_UNRESOLVED expected a schema in a file of the schemas folder, received ${JSON.stringify($ref)} (line 1)`,
    ]);
  });

  it('keeps its description, and what else is beside it means nothing', async () => {
    const schemas = await folderOf({
      'events/a.json': object({ x: { $ref: '../person.json', description: 'Who.', type: 'null' } }),
      'person.json': person,
    });
    const { messages } = await loadProtocol({ schemas });
    expect(messages[0]?.schema.properties).toEqual({
      x: { description: 'Who.', allOf: [{ $ref: 'Person' }] },
    });
  });
});

describe('definitions', () => {
  const titlesIn = async (files: Loose): Promise<readonly string[]> => {
    const schemas = await folderOf(files);
    expect(await violationsOf(schemas)).toEqual([]);
    const { definitions } = await loadProtocol({ schemas });
    return definitions.map(({ title }) => title);
  };
  const withDefinition = (name: string, definition: Loose): Loose => ({
    ...object({ x: { $ref: `#/definitions/${name}` } }),
    definitions: { [name]: definition },
  });

  it('that are repeated, and differ in words only, are one type', async () => {
    const files = {
      'events/a.json': withDefinition('Person', { description: 'One.', ...object({ n: text }) }),
      'events/b.json': withDefinition('Person', {
        ...object({ n: { ...text, description: 'N' } }),
      }),
    };
    expect(await titlesIn(files)).toEqual(['Person']);
  });

  it('that have one name and differ are named after their files', async () => {
    const files = {
      'events/a.json': withDefinition('Person', object({ n: text })),
      'events/b.json': withDefinition('Person', object({ n: { type: 'number' } })),
    };
    expect(await titlesIn(files)).toEqual(['APerson', 'BPerson']);
  });

  it.each([
    ['a constant', { const: { id: 1 } }, { const: { id: 2 } }],
    ['a listed value', { enum: [{ title: 'a' }] }, { enum: [{ title: 'b' }] }],
    ['what a member demands', { dependencies: { id: ['a'] } }, { dependencies: { id: ['b'] } }],
    ['a member that is named like a word', { properties: { title: text } }, { properties: {} }],
  ])('that differ in %s differ', async (_, one, other) => {
    const files = {
      'events/a.json': withDefinition('Thing', one),
      'events/b.json': withDefinition('Thing', other),
    };
    expect(await titlesIn(files)).toEqual(['AThing', 'BThing']);
  });

  it('that differ in what they refer to differ themselves', async () => {
    const tree = (leaf: string): Loose => ({
      ...object({ x: { $ref: '#/definitions/Tree' } }),
      definitions: {
        Tree: object({
          left: { $ref: '#/definitions/Tree' },
          leaf: { $ref: '#/definitions/Leaf' },
        }),
        Leaf: { type: leaf },
      },
    });
    expect(
      await titlesIn({ 'events/a.json': tree('string'), 'events/b.json': tree('string') }),
    ).toEqual(['Leaf', 'Tree']);
    expect(
      await titlesIn({ 'events/a.json': tree('string'), 'events/b.json': tree('null') }),
    ).toEqual(['ALeaf', 'ATree', 'BLeaf', 'BTree']);
  });

  it.each([
    ['words', 'A long title of two words', 'person-of.interest', 'PersonOfInterest'],
    ['a digit first', undefined, '2nd', 'Type2Nd'],
    ['other letters', undefined, '人', 'Type'],
    ['a keyword', 'default', 'x', 'Default'],
    ['the name of a type that generated code uses', undefined, 'Record', 'RecordType'],
    ['a reserved title', 'Record', 'x', 'RecordType'],
    ['a member that objects inherit', undefined, 'constructor', 'Constructor'],
    ['hostile text', '*/ export default 1; /*', "a'b*/`${1}", 'AB1'],
  ])('with %s get a name that TypeScript accepts', async (_, title, name, expected) => {
    const definition = { ...(title === undefined ? {} : { title }), ...object({ n: text }) };
    const file = {
      ...object({ x: { $ref: `#/definitions/${encodeURIComponent(name.replaceAll('/', '~1'))}` } }),
      definitions: { [name]: definition },
    };
    expect(await titlesIn({ 'events/z.json': file })).toEqual([expected]);
  });

  it('whose names are equal after the conversion get different ones', async () => {
    const file = {
      ...object({
        x: { $ref: '#/definitions/a-person' },
        y: { $ref: '#/definitions/aPerson' },
        z: { $ref: '#/definitions/notice' },
      }),
      definitions: { 'a-person': object({ n: text }), aPerson: object({ m: text }), notice: text },
    };
    const titles = await titlesIn({ 'events/notice.json': file });
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toHaveLength(3);
  });
});

describe('examples', () => {
  it('are checked against every keyword', async () => {
    const file = {
      ...object({
        tuple: { type: 'array', items: [text], additionalItems: false },
        closed: object({}, { additionalProperties: false }),
        none: object({ x: false }),
      }),
      examples: [{ tuple: [1, 2], closed: { b: 1 }, none: { x: 1 } }],
    };
    const violations = await checkProtocol({ schemas: await folderOf({ 'events/a.json': file }) });
    expect(violations.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/examples/0/closed', 'EXAMPLE_INVALID'],
      ['/examples/0/none/x', 'EXAMPLE_INVALID'],
      ['/examples/0/tuple/0', 'EXAMPLE_INVALID'],
      ['/examples/0/tuple', 'EXAMPLE_INVALID'],
    ]);
  });
});

describe('the drafts', () => {
  it('04 and 06 are read as 07', async () => {
    const schemas = await folderOf({
      'events/a.json': {
        $schema: 'http://json-schema.org/draft-04/schema#',
        id: 'urn:a',
        ...object({
          above: { type: 'number', minimum: 1, exclusiveMinimum: true },
          from: { type: 'number', minimum: 1, exclusiveMinimum: false },
          below: { type: 'number', exclusiveMaximum: 5 },
          one: { type: ['string'] },
          pair: { type: 'array', items: [text, { type: 'number' }], additionalItems: false },
        }),
        dependencies: { above: ['from'], below: object({}, { required: ['one'] }) },
        additionalProperties: false,
      },
    });
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    expect(messages[0]?.schema).toEqual({
      title: 'A',
      type: 'object',
      properties: {
        above: { type: 'number', exclusiveMinimum: 1 },
        from: { type: 'number', minimum: 1 },
        below: { type: 'number', exclusiveMaximum: 5 },
        one: { type: 'string' },
        pair: { type: 'array', prefixItems: [text, { type: 'number' }], items: { not: {} } },
      },
      dependencies: {
        above: { required: ['from'] },
        below: { type: 'object', properties: {}, required: ['one'] },
      },
      additionalProperties: { not: {} },
    });
  });

  it.each([
    ['2019-09', 'dependentRequired', { a: ['b'] }],
    ['2019-09', 'unevaluatedProperties', false],
    ['2019-09', '$recursiveRef', '#'],
    ['2019-09', 'minContains', 2],
    ['2020-12', 'prefixItems', [text]],
    ['2020-12', '$dynamicRef', '#node'],
    ['draft-03', 'extends', {}],
  ])(
    '%s is refused by the name of the keyword and its place: %s',
    async (draft, keyword, value) => {
      const schemas = await folderOf({
        'events/a.json': object({ list: { type: 'array', [keyword]: value } }),
      });
      expect(await violationsOf(schemas)).toContainEqual(
        `events/a.json#/properties/list/${keyword} KEYWORD_UNSUPPORTED expected a keyword of draft-04, draft-06 or draft-07, received "${keyword}" of ${draft} (line 1)`,
      );
    },
  );

  it.each([
    ['type', 'list', 'SCHEMA_INVALID'],
    ['properties', [], 'SCHEMA_INVALID'],
    ['minLength', 'two', 'SCHEMA_INVALID'],
    ['pattern', '(', 'PATTERN_INVALID'],
    ['patternProperties', { '(': {} }, 'PATTERN_INVALID'],
    ['patternProperties', { '^(a+)+$': {} }, 'PATTERN_BACKTRACKS'],
    ['properties', JSON.parse('{"__proto__":{}}') as Loose, 'MEMBER_UNSAFE'],
    ['x-personal', 'shoe size', 'PERSONAL_KIND_UNKNOWN'],
  ])('a wrong value of a keyword is a violation: %s', async (keyword, value, rule) => {
    const schemas = await folderOf({ 'events/a.json': object({ m: { [keyword]: value } }) });
    const [violation, ...others] = await checkProtocol({ schemas });
    expect(violation).toMatchObject({ file: 'events/a.json', rule });
    expect(violation?.pointer).toMatch(/^\/properties\/m/);
    expect(others).toEqual([]);
  });
});

describe('the house rules', () => {
  const files = {
    'events/a.json': {
      ...object(
        { x: { $ref: '#/definitions/b' }, z: { additionalProperties: false } },
        { required: ['y'] },
      ),
      definitions: { b: { title: 'not a title', javaType: 'X', default: 1, $comment: 'any' } },
    },
  };

  it('are silent where wire.json does not ask for them', async () => {
    expect(await violationsOf(await folderOf(files))).toEqual([]);
  });

  it.each([
    ['by wire.json', { messages: [EVENTS], houseRules: true }, false],
    ['by the option `strict`', { messages: [EVENTS] }, true],
  ])('hold if they are asked for %s', async (_, wire, strict) => {
    const rules = (await violationsOf(await folderOf(files, wire), strict)).join('\n');
    for (const rule of ['OBJECT_CLOSED', 'DESCRIPTION_MISSING', 'EXAMPLE_MISSING', 'REF_FORM'])
      expect(rules).toContain(rule);
  });
});

describe('a mapping', () => {
  const REQUESTS = {
    kind: 'request',
    from: 'page',
    data: 'calls/{name}.json',
    result: 'calls/{name}Response.json',
  };
  const CALLS = {
    'calls/GetPrice.json': object({ item: text }, { required: ['item'] }),
    'calls/GetPriceResponse.json': object({ price: { type: 'number' } }),
    'calls/Reset.json': object({}),
    'calls/ResetResponse.json': object({ ok: { type: 'boolean' } }),
  };

  it('pairs the files of requests and responses by their names', async () => {
    const schemas = await folderOf(CALLS, { messages: [REQUESTS] });
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    expect(messages.map(({ name, type, title, source }) => [name, type, title, source])).toEqual([
      ['getPrice', 'GetPrice', 'GetPrice', 'calls/GetPrice.json'],
      ['reset', 'Reset', 'Reset', 'calls/Reset.json'],
    ]);
    expect(messages[0]?.data).toMatchObject({
      required: true,
      schema: { properties: { item: text } },
    });
  });

  it('finds definitions of one file, too, and may change types and names', async () => {
    const schemas = await folderOf(
      {
        'all.json': {
          definitions: { OnPaid: object({ sum: text }), OnSold: object({}), Else: {} },
        },
      },
      {
        messages: [
          {
            kind: 'push',
            from: 'widget',
            body: 'all.json#/definitions/On{name}',
            type: 'acme.{name}',
          },
        ],
      },
    );
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    expect(messages.map(({ name, type, kind }) => [name, type, kind])).toEqual([
      ['paid', 'acme.Paid', 'push'],
      ['sold', 'acme.Sold', 'push'],
    ]);
  });

  it('finds parts of definitions, with the members that these require', async () => {
    const request = (required: readonly string[]): Loose => ({
      allOf: [{ type: 'object' }, object({ args: object({ a: text }) }, { required })],
    });
    const definitions = {
      NextRequest: request(['args']),
      PauseRequest: request([]),
      NextResponse: request(['args']),
      PauseResponse: request(['args']),
    };
    const schemas = await folderOf(
      { 'all.json': { definitions } },
      {
        messages: [
          {
            kind: 'request',
            from: 'page',
            data: 'all.json#/definitions/{name}Request/allOf/1/properties/args',
            result: 'all.json#/definitions/{name}Response/allOf/1/properties/args',
            type: 'debug.{name}',
          },
        ],
      },
    );
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    expect(
      messages.map(({ type, data, result }) => [type, data?.required, result?.required]),
    ).toEqual([
      ['debug.Next', true, true],
      ['debug.Pause', false, true],
    ]);
    expect(messages[1]?.data?.schema).toEqual({ type: 'object', properties: { a: text } });
  });

  it.each([
    ['a constant', { const: 'next-line' }, 'next-line'],
    ['a list of one', { type: 'string', enum: ['next.line'] }, 'next.line'],
    ['a number', { const: 7 }, '7'],
    ['a reference', { $ref: '#/definitions/NextType' }, 'nextType'],
  ])('takes a type from a schema that is %s', async (_name, schema, type) => {
    const schemas = await folderOf(
      {
        'all.json': {
          $id: 'https://acme.example/all.json',
          definitions: {
            NextEvent: object({ type: schema, body: object({}) }),
            NextType: { const: 'nextType' },
          },
        },
      },
      {
        messages: [
          {
            kind: 'push',
            from: 'widget',
            body: 'all.json#/definitions/{name}Event/properties/body',
            type: 'all.json#/definitions/{name}Event/properties/type',
          },
        ],
      },
    );
    const { messages } = await loadProtocol({ schemas });
    expect(messages.map((message) => [message.name, message.type])).toEqual([['next', type]]);
  });

  it.each([
    ['several values', { enum: ['a', 'b'] }],
    ['any text', text],
    ['another value', { const: null }],
    ['a reference to itself', { $ref: '#/properties/type' }],
    ['nothing', undefined],
  ])('takes no type from a schema of %s', async (_name, type) => {
    const schemas = await folderOf(
      { 'events/a.json': object({ type }) },
      { messages: [{ ...EVENTS, type: 'events/{name}.json#/properties/type' }] },
    );
    expect(await violationsOf(schemas)).toEqual(
      expect.arrayContaining([
        'wire.json#/messages/0/type MAPPING_UNRESOLVED expected a schema of one text or number at events/a.json#/properties/type, received none (line 1)',
      ]),
    );
  });

  it('may have no schema for a part of a message, or for all of it', async () => {
    const schemas = await folderOf(CALLS, {
      messages: [
        { ...REQUESTS, result: undefined, only: ['Reset'] },
        { kind: 'request', from: 'page', result: 'calls/{name}Response.json', only: ['GetPrice'] },
        { kind: 'request', from: 'page', only: ['Pause'] },
        { kind: 'push', from: 'widget', only: ['Started'] },
      ],
    });
    expect(await violationsOf(schemas)).toEqual([]);
    await generate({ schemas, out: join(schemas, 'out') });
    const { protocol } = await load<{
      readonly protocol: {
        readonly dispatchFromWidget: (kind: string, type: string, body: unknown) => unknown;
        readonly checkPageMessage: (name: string, body: unknown) => unknown;
        readonly checkPageResult: (name: string, result: unknown) => unknown;
      };
    }>(join(schemas, 'out/protocol.ts'));
    for (const any of [undefined, null, 7, {}, []]) {
      expect(protocol.dispatchFromWidget('push', 'Started', any)).toMatchObject({
        status: 'valid',
        body: any,
      });
      expect(protocol.checkPageMessage('pause', any)).toBe(undefined);
      expect(protocol.checkPageResult('pause', any)).toBe(undefined);
      expect(protocol.checkPageResult('reset', any)).toBe(undefined);
      expect(protocol.checkPageMessage('getPrice', any)).toBe(undefined);
    }
    expect(protocol.checkPageResult('getPrice', 7)).not.toBe(undefined);
    expect(protocol.checkPageMessage('reset', 7)).not.toBe(undefined);
  });

  it('names no message like a part of another', async () => {
    const schemas = await folderOf(
      { ...CALLS, 'events/GetPriceData.json': object({}), 'events/resetResult.json': object({}) },
      { messages: [EVENTS, REQUESTS] },
    );
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    const titles = messages.flatMap(({ title, kind }) =>
      kind === 'push' ? [title] : [title, `${title}Data`, `${title}Result`],
    );
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('leaves out names, and finds schemas beside its folder', async () => {
    const schemas = await foreignFolder(
      { ...CALLS, 'calls/Note.json': object({}) },
      { name: 'acme' },
    );
    await mkdir(join(schemas, 'acme'));
    await rename(join(schemas, 'wire.json'), join(schemas, 'acme/wire.json'));
    const mapping = {
      ...REQUESTS,
      data: '../calls/{name}.json',
      result: '../calls/{name}Response.json',
    };
    const change = (messages: readonly object[]): Promise<void> =>
      edit(schemas, 'acme/wire.json', (wire) => (wire['messages'] = messages));
    await change([mapping]);
    expect(await violationsOf(schemas)).toEqual([
      'acme/wire.json#/messages/0/result MAPPING_UNRESOLVED expected calls/NoteResponse.json beside calls/Note.json, received none (line 57)',
    ]);
    await change([{ ...mapping, except: ['Note'] }]);
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    expect(messages.map(({ name }) => name)).toEqual(['getPrice', 'reset']);
  });

  it('may name the messages of each direction', async () => {
    const both = { ...REQUESTS, from: 'widget', only: ['Reset'], combine: 'first', deadlineMs: 9 };
    const schemas = await folderOf(CALLS, {
      messages: [both, { ...REQUESTS, only: ['GetPrice', 'Reset'] }],
    });
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    expect(messages.map(({ from, name, title }) => [from, name, title])).toEqual([
      ['page', 'getPrice', 'GetPrice'],
      ['page', 'reset', 'PageReset'],
      ['widget', 'reset', 'Reset'],
    ]);
  });

  it('takes names as they are', async () => {
    const schemas = await folderOf(
      {
        'events/Pay$$.json': object({ a: text }),
        'all.json': {
          definitions: { 'C#Event': object({ b: text }), 'D%20Event': object({ c: text }) },
        },
      },
      { messages: [EVENTS, { ...EVENTS, body: 'all.json#/definitions/{name}Event' }] },
    );
    expect(await violationsOf(schemas)).toEqual([]);
    const { messages } = await loadProtocol({ schemas });
    expect(
      messages.map(({ type, schema }) => [type, Object.keys(schema.properties ?? {})]),
    ).toEqual([
      ['C#', ['b']],
      ['D%20', ['c']],
      ['Pay$$', ['a']],
    ]);
  });

  it('makes no message of wire.json, nor of what was generated', async () => {
    const schemas = await folderOf(
      { 'paid.json': object({}) },
      { messages: [{ ...EVENTS, body: '{name}.json' }] },
    );
    await generate({ schemas, out: join(schemas, 'out'), spec: schemas });
    const { messages } = await loadProtocol({ schemas });
    expect(messages.map(({ name }) => name)).toEqual(['paid']);
  });

  it.each([
    ['is not valid JSON', '{ "type": "object", }', 'JSON_INVALID'],
    ['has a member twice', '{ "type": "object", "type": "array" }', 'JSON_DUPLICATE'],
    ['nests too deep', '['.repeat(2_000) + ']'.repeat(2_000), 'NESTING_TOO_DEEP'],
  ])('of a file that %s is a violation of that file', async (_, content, rule) => {
    const schemas = await folderOf({ 'events/b.json': {} });
    await writeFile(join(schemas, 'events/b.json'), content);
    const violations = await checkProtocol({ schemas });
    expect(violations).toContainEqual(expect.objectContaining({ file: 'events/b.json', rule }));
  });

  it('of a file that is a reference has its violations at their places', async () => {
    const schemas = await folderOf({ 'events/a.json': { $ref: '../b.json' } });
    expect(await violationsOf(schemas)).toEqual([
      'events/a.json#/$ref REF_UNRESOLVED expected a schema in a file of the schemas folder, received "../b.json" (line 1)',
    ]);
  });

  it.each([
    [
      'without a match',
      { ...REQUESTS, data: 'call/{name}.json' },
      '/messages/0/data MAPPING_UNRESOLVED expected schemas at call/{name}.json, received none',
    ],
    [
      'with a name that is not there',
      { ...REQUESTS, only: ['Rest'] },
      '/messages/0/only MAPPING_UNRESOLVED expected calls/Rest.json, received none',
    ],
    [
      'with an excepted name that is not there',
      { ...REQUESTS, except: ['Rest'] },
      '/messages/0/except MAPPING_UNRESOLVED expected calls/Rest.json, received none',
    ],
    [
      'without a response',
      { ...REQUESTS, result: 'calls/{name}Answer.json', only: ['Reset'] },
      '/messages/0/result MAPPING_UNRESOLVED expected calls/ResetAnswer.json beside calls/Reset.json, received none',
    ],
    [
      'without a deadline',
      { ...REQUESTS, from: 'widget', combine: 'first', only: ['Reset'] },
      'REQUEST_INCOMPLETE expected member "deadlineMs"',
    ],
    [
      'without a place for the name',
      { ...REQUESTS, data: 'calls/all.json' },
      '/messages/0/data WIRE_INVALID',
    ],
    [
      'of a push without a body or names',
      { kind: 'push', from: 'page' },
      '/messages/0 MAPPING_UNRESOLVED expected "body" or "only", received none of them',
    ],
    [
      'of a push with data',
      { kind: 'push', from: 'page', data: 'calls/{name}.json', only: ['Reset'] },
      '/messages/0/data MAPPING_UNRESOLVED expected "body", received "data"',
    ],
    [
      'of a request with a body',
      { ...REQUESTS, body: 'calls/{name}.json' },
      '/messages/0/body MAPPING_UNRESOLVED expected "data", "result", received "body"',
    ],
    [
      'of a request without parts or names',
      { kind: 'request', from: 'page', except: ['Reset'] },
      '/messages/0 MAPPING_UNRESOLVED expected "data", "result" or "only", received none of them',
    ],
  ])('%s is a violation with its place', async (_, mapping, expected) => {
    const schemas = await folderOf(CALLS, { messages: [mapping] });
    expect((await violationsOf(schemas)).join('\n')).toContain(expected);
  });
});

describe('a protocol of other people’s files', () => {
  interface Dispatcher {
    readonly dispatchFromWidget: (envelope: string, type: string, body: unknown) => unknown;
  }
  const dispatcherOf = async (): Promise<Dispatcher> => {
    const schemas = await folderOf({
      'events/Changed.json': {
        ...object({ tree: { $ref: '#/definitions/Tree' } }, { required: ['tree'] }),
        definitions: {
          Tree: object(
            {
              value: { type: 'integer', minimum: 0, exclusiveMinimum: true },
              children: { type: 'array', items: { $ref: '#/definitions/Tree' } },
            },
            { additionalProperties: false },
          ),
        },
      },
    });
    await generate({ schemas, out: join(schemas, 'out') });
    return load<Dispatcher>(join(schemas, 'out/dispatcher.ts'));
  };

  it('is generated, and its messages are validated to any depth', async () => {
    const { dispatchFromWidget } = await dispatcherOf();
    const good = { tree: { value: 1, children: [{ value: 2, children: [] }] } };
    expect(dispatchFromWidget('push', 'Changed', good)).toMatchObject({ status: 'valid' });
    const bad = { tree: { children: [{ children: [{ value: 0 }, { other: 1 }] }] } };
    expect(dispatchFromWidget('push', 'Changed', bad)).toMatchObject({
      status: 'invalid',
      issues: [
        { pointer: '/tree/children/0/children/0/value', keyword: 'exclusiveMinimum' },
        {
          pointer: expect.stringMatching(/^\/tree\/children\/0\/children\/1/),
          keyword: 'additionalProperties',
        },
      ],
    });
  });

  it('refuses a value without an end', async () => {
    const { dispatchFromWidget } = await dispatcherOf();
    const tree: Record<string, unknown> = { value: 1 };
    tree['children'] = [tree];
    const dispatch = (): unknown => dispatchFromWidget('push', 'Changed', { tree });
    expect(dispatch).not.toThrow();
    expect(dispatch()).toMatchObject({
      status: 'invalid',
      issues: [{ keyword: 'depth' }],
    });
  });
});

describe('a warning', () => {
  const warningsIn = async (files: Loose): Promise<readonly string[]> => {
    const schemas = await folderOf(files);
    const { warnings } = await generate({ schemas, out: join(schemas, 'out') });
    return warnings.map(printViolation);
  };

  it('says what types do not express, in the file that says it', async () => {
    const file = {
      ...object({ a: { $ref: '#/definitions/Choice' } }),
      if: { required: ['a'] },
      then: { minProperties: 2 },
      definitions: { Choice: { oneOf: [object({ x: text }), object({ y: text })] } },
    };
    expect(await warningsIn({ 'events/a.json': file })).toEqual([
      'events/a.json#/definitions/Choice/oneOf TYPE_PARTIAL the type is a union, which also has values that match several of its members (line 1)',
      'events/a.json#/if TYPE_PARTIAL the type does not express the condition (line 1)',
    ]);
  });

  it('has the pointer of the file in a tuple', async () => {
    const file = object({
      t: {
        type: 'array',
        items: [{ ...text, format: 'iban' }],
        additionalItems: { ...text, format: 'bic' },
      },
    });
    const places = await warningsIn({ 'events/a.json': file });
    expect(places.map((line) => line.split(' ')[0])).toEqual([
      'events/a.json#/properties/t/additionalItems/format',
      'events/a.json#/properties/t/items/0/format',
    ]);
  });

  it.each(['draft-04', 'draft-06', 'draft-07'])(
    'names a keyword of a later draft in a file of others whose draft is %s',
    async (draft) => {
      const file = {
        ...object({ a: object({}, { unevaluatedProperties: false }) }),
        $schema: `http://json-schema.org/${draft}/schema#`,
      };
      expect(await warningsIn({ 'events/a.json': file })).toEqual([
        'events/a.json#/properties/a/unevaluatedProperties KEYWORD_IGNORED expected a keyword of draft-04, draft-06 or draft-07, received "unevaluatedProperties" of 2019-09, which is ignored (line 1)',
      ]);
    },
  );

  it.each([
    ['of a later draft', 'https://json-schema.org/draft/2019-09/schema'],
    ['that is not known', 'https://acme.example/draft-07x/schema'],
  ])('is not enough for such a keyword in a file with a $schema %s', async (_name, $schema) => {
    const file = { ...object({ a: { unevaluatedProperties: false } }), $schema };
    const violations = await violationsOf(await folderOf({ 'events/a.json': file }));
    expect(violations.join()).toContain('/properties/a/unevaluatedProperties KEYWORD_UNSUPPORTED');
  });

  it('is not enough for such a keyword in a file of our own', async () => {
    const schemas = await schemasWith();
    await edit(schemas, 'toy/wire.json', (wire) => delete wire['houseRules']);
    await edit(schemas, 'toy/from-widget/push/notice.json', (schema) => {
      schema['unevaluatedProperties'] = false;
    });
    expect((await violationsOf(schemas)).join()).toContain(
      'notice.json#/unevaluatedProperties KEYWORD_UNSUPPORTED',
    );
  });

  it('is for unions whose branches have types in common', async () => {
    const file = object({
      numbers: { oneOf: [{ type: 'integer' }, { type: 'number' }] },
      lists: { oneOf: [{ const: [1] }, { type: 'array' }] },
      apart: { oneOf: [{ const: 'a' }, { type: 'array' }] },
    });
    const places = await warningsIn({ 'events/a.json': file });
    expect(places.map((line) => line.split(' ')[0])).toEqual([
      'events/a.json#/properties/lists/oneOf',
      'events/a.json#/properties/numbers/oneOf',
    ]);
  });

  it('names a format that is not checked', async () => {
    const file = object({ a: { ...text, format: 'iban' }, b: { ...text, format: 'date' } });
    expect(await warningsIn({ 'events/a.json': file })).toEqual([
      expect.stringMatching(
        /^events\/a\.json#\/properties\/a\/format FORMAT_UNCHECKED expected date-time, .*, received "iban", which is ignored \(line 1\)$/,
      ),
    ]);
  });

  it('names such a format once, with the number of its places', async () => {
    const file = object({ a: { format: 'int32' }, b: { format: 'int32' }, c: { format: 'int64' } });
    const warnings = await warningsIn({ 'events/a.json': file, 'events/b.json': file });
    expect(warnings.map((line) => line.replace(/expected .* received/, '…'))).toEqual([
      'events/a.json#/properties/a/format FORMAT_UNCHECKED … "int32", which is ignored, here and in 3 more places (line 1)',
      'events/a.json#/properties/c/format FORMAT_UNCHECKED … "int64", which is ignored, here and in 1 more place (line 1)',
    ]);
  });
});
