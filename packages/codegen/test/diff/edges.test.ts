import { describe, expect, it } from 'vitest';
import { diffProtocols, loadProtocol, printChanges, type Change } from '../../src/index.js';
import { edit, here, schemasWith } from '../support.js';

const NOTICE = 'toy/from-widget/push/notice.json';
const ASK = 'toy/from-widget/request/ask.json';
const THING = 'shared/thing.json';
const LOOK = 'diff/MEMBER_OPTIONAL/senders/old';

type Edit = Parameters<typeof edit>[2];

/** What comes of some edits of the small protocol, each of one file; edits of the old one first. */
async function changesOf(
  next: Readonly<Record<string, Edit>>,
  old: Readonly<Record<string, Edit>> = {},
  ...overlays: readonly string[]
): Promise<readonly Change[]> {
  const [before, after] = [await schemasWith(...overlays), await schemasWith(...overlays)];
  for (const [path, change] of Object.entries(old)) {
    await edit(before, path, change);
    await edit(after, path, change);
  }
  for (const [path, change] of Object.entries(next)) await edit(after, path, change);
  return diffProtocols(
    await loadProtocol({ schemas: before }),
    await loadProtocol({ schemas: after }),
  );
}

const linesOf = (changes: readonly Change[]): readonly string[] =>
  changes
    .filter(({ rule }) => rule !== 'WORDS_CHANGED')
    .map(({ rule, file, pointer, was, is }) => `${rule} ${file}#${pointer} ${was} -> ${is}`);

/** Sets the schema of the member `colour` of the push `notice`. */
const colour =
  (schema: object): Edit =>
  (json) =>
    (json['properties'].colour = schema);

const from = async (old: object, next: object): Promise<readonly string[]> =>
  linesOf(await changesOf({ [NOTICE]: colour(next) }, { [NOTICE]: colour(old) }));

const at = `${NOTICE}#/properties/colour`;

describe('no change is', () => {
  it.each([
    ['types in another order', { type: ['string', 'null'] }, { type: ['null', 'string'] }],
    [
      'a list of types as alternatives',
      { type: ['string', 'null'] },
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    ['an enumeration of one value as a constant', { enum: ['red'] }, { const: 'red' }],
    [
      'a type beside values that have it',
      { enum: ['red', null] },
      { type: ['string', 'null'], enum: ['red', null] },
    ],
    [
      'alternatives in another order',
      { anyOf: [{ type: 'array', items: { type: 'string' } }, { enum: ['red', 'blue'] }] },
      { anyOf: [{ enum: ['blue', 'red'] }, { type: 'array', items: { type: 'string' } }] },
    ],
    [
      'what is said in two schemas that are both valid',
      { type: 'string', minLength: 2, maxLength: 5 },
      {
        allOf: [
          { type: 'string', minLength: 1 },
          { minLength: 2, maxLength: 5 },
        ],
      },
    ],
    [
      'a definition in place of the same members',
      {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, owner: { type: 'string', 'x-personal': 'name' } },
      },
      { $ref: '../../../shared/thing.json' },
    ],
  ])('%s', async (_what, old, next) => {
    expect(await from(old, next)).toEqual([]);
    expect(await from(next, old)).toEqual([]);
  });
});

describe('a value', () => {
  it.each([
    ['is an integer, no number any more', { type: 'number' }, { type: 'integer' }, 'TYPE_NARROWED'],
    ['is nothing certain any more', { type: 'string' }, {}, 'TYPE_WIDENED'],
    ['is something certain', {}, { type: 'string' }, 'TYPE_NARROWED'],
    ['is another constant', { const: 1 }, { const: 'one' }, 'TYPE_CHANGED'],
    [
      'has another alternative instead of one',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      { anyOf: [{ type: 'string' }, { type: 'boolean' }] },
      'TYPE_CHANGED',
    ],
    [
      'may have entries of another type',
      { type: 'array', items: { type: 'string' } },
      { type: 'array' },
      'TYPE_WIDENED',
    ],
    [
      'is a record of another type',
      { type: 'object', additionalProperties: { type: 'string' } },
      { type: 'object', additionalProperties: { type: ['string', 'number'] } },
      'TYPE_WIDENED',
    ],
  ])('%s', async (_what, old, next, rule) => {
    expect(await from(old, next)).toEqual([expect.stringContaining(`${rule} ${at}`)]);
  });

  it('changes within one of its alternatives', async () => {
    const list = (type: string): object => ({
      anyOf: [{ type: 'array', items: { type } }, { type: 'string' }],
    });
    expect(await from(list('string'), list('number'))).toEqual([
      `TYPE_CHANGED ${at}/anyOf/0/items string -> number`,
    ]);
  });

  it('is identified by its values if it has several types', async () => {
    const said = { anyOf: [{ enum: ['red', null] }, { type: 'array' }] };
    const next = { anyOf: [{ enum: ['red', 'blue', null] }, { type: 'array' }] };
    expect(await from(said, next)).toEqual([`ENUM_VALUE_ADDED ${at}/anyOf/0 nothing -> "blue"`]);
  });

  it.each([
    [undefined, [['a'], ['b']], 'LIMIT_TIGHTENED'],
    [[['a'], ['b']], undefined, 'LIMIT_RELAXED'],
    [[['a'], ['b']], [['a'], ['b'], ['c']], 'LIMIT_RELAXED'],
    [[['a'], ['b'], ['c']], [['a'], ['b']], 'LIMIT_TIGHTENED'],
    [[['a'], ['b']], [['a'], ['c']], 'PATTERN_CHANGED'],
  ])('needs one of %j, then one of %j', async (old, next, rule) => {
    const needing = (sets: readonly (readonly string[])[] | undefined): object => ({
      type: 'object',
      properties: { a: {}, b: {}, c: {} },
      ...(sets === undefined ? {} : { anyOf: sets.map((required) => ({ required })) }),
    });
    expect(await from(needing(old), needing(next))).toEqual([
      expect.stringMatching(new RegExp(`^${rule} ${at}`)),
    ]);
  });
});

describe('a member that goes', () => {
  it.each([
    [{ const: 'red' }, '"red"'],
    [{ enum: ['red', 5] }, '"red" or 5'],
    [{ type: 'string', 'x-open-enum': ['red'] }, '"red" or another string'],
    [{ type: 'array', items: { type: 'string' } }, 'array of string'],
    [{ type: 'object', additionalProperties: {} }, 'record of anything'],
    [{ $ref: '../../../shared/thing.json' }, 'Thing'],
    [{ description: 'Two.', allOf: [{ type: 'string' }, { minLength: 1 }] }, 'string and anything'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string or null'],
  ])('is said in a few words: %j', async (schema, said) => {
    const changes = await changesOf(
      { [NOTICE]: (json) => delete json['properties'].colour },
      { [NOTICE]: colour(schema) },
    );
    expect(linesOf(changes)).toEqual([`MEMBER_REMOVED ${at} ${said} -> nothing`]);
  });
});

describe('values that have to be in two enumerations', () => {
  it('are those of both', async () => {
    const both = (...others: readonly string[]): object => ({
      allOf: [{ enum: ['red', 'blue'] }, { enum: others }],
    });
    expect(await from(both('red', 'green'), both('red', 'blue'))).toEqual([
      expect.stringContaining('ENUM_VALUE_ADDED'),
    ]);
  });
});

describe('a mark', () => {
  it('of a member may go where all around it is masked', async () => {
    const shop = (member: object): object => ({
      type: 'object',
      'x-personal': 'text',
      properties: { name: member },
    });
    const changes = await changesOf(
      { [NOTICE]: colour(shop({ type: 'string' })) },
      { [NOTICE]: colour(shop({ type: 'string', 'x-personal': 'name' })) },
    );
    expect(changes).toMatchObject([{ rule: 'MASK_CHANGED', breaks: [] }]);
  });

  it('of keys is one of the schema of keys', async () => {
    const record = (keys: object): object => ({
      type: 'object',
      propertyNames: keys,
      additionalProperties: { type: 'string' },
    });
    expect(await from(record({ 'x-personal': 'name' }), record({}))).toEqual([
      `MASK_CHANGED ${at}/propertyNames name -> nothing`,
    ]);
  });
});

describe('a shared definition', () => {
  it('is reported once, with its uses and what it breaks there', async () => {
    const [change, ...others] = await changesOf(
      { [THING]: (thing) => delete thing['required'] },
      {},
      LOOK,
    );
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      rule: 'MEMBER_OPTIONAL',
      breaks: ['plugins', 'senders'],
      file: THING,
      pointer: '/properties/id',
      uses: [
        { message: 'ask', part: 'result', breaks: false },
        { message: 'look', part: 'result', breaks: true },
        { message: 'notice', part: 'body', breaks: true },
      ],
    });
    expect(printChanges([change as Change])).toEqual([
      'Breaks plugins and senders (1)',
      `  MEMBER_OPTIONAL ${THING}#/properties/id`,
      '    in ask result, look result of the page, notice body',
      '    was required',
      '    is  optional',
      expect.stringMatching(/^ {4}\S/),
    ]);
  });

  it('is safe for the reason of a message in use, not of one that is only declared', async () => {
    const declaredOnly: Edit = (json) => (json['x-message'].stability = 'declared-only');
    for (const unused of [ASK, NOTICE]) {
      const [change] = await changesOf(
        { [THING]: (thing) => (thing['properties'].extra = { type: 'string' }) },
        { [unused]: declaredOnly },
      );
      expect(change).toMatchObject({ rule: 'MEMBER_ADDED', breaks: [] });
      expect(change?.why).not.toContain('cannot use');
    }
  });

  it('with another title is reported at the definition', async () => {
    const changes = await changesOf({ [THING]: (thing) => (thing['title'] = 'Object1') });
    expect(linesOf(changes)).toEqual([`TITLE_CHANGED ${THING}#/title Thing -> Object1`]);
    expect(changes[0]?.uses.map(({ message }) => message)).toEqual(['ask', 'notice']);
  });

  it('that replaces another is reported at the reference', async () => {
    const other = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Shape',
      description: 'A shape.',
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'number' } },
      examples: [{ id: 1 }],
    };
    const changes = await changesOf({
      'shared/shape.json': (json) => Object.assign(json, other),
      [NOTICE]: (json) => {
        json['properties'].thing.allOf[0].$ref = '../../../shared/shape.json';
        json['examples'] = [{ thing: { id: 1 } }];
      },
    });
    const place = `${NOTICE}#/properties/thing/allOf/0`;
    expect(linesOf(changes)).toEqual([
      `MEMBER_REMOVED ${place} string -> nothing`,
      `TYPE_CHANGED ${place} string -> number`,
    ]);
  });

  it('that is extended keeps its own place', async () => {
    const extend = (type: string): Edit =>
      colour({
        type: 'object',
        properties: { extra: { type } },
        allOf: [{ $ref: '../../../shared/thing.json' }],
      });
    const changes = await changesOf(
      { [NOTICE]: extend('number'), [THING]: (thing) => delete thing['properties'].owner },
      { [NOTICE]: extend('string') },
    );
    expect(linesOf(changes)).toEqual([
      `MEMBER_REMOVED ${THING}#/properties/owner string -> nothing`,
      `TYPE_CHANGED ${at}/properties/extra string -> number`,
    ]);
  });
});

describe('a message', () => {
  it('that was internal and is removed breaks nobody', async () => {
    const changes = await changesOf(
      { [NOTICE]: (json) => (json['x-message'].name = 'notice') },
      { [NOTICE]: (json) => (json['x-message'].internal = true) },
    );
    expect(changes).toEqual([]);
  });

  it('whose result is always due breaks the plugins that answer nothing', async () => {
    const changes = await changesOf(
      { [ASK]: (json) => (json['required'] = ['data', 'result']) },
      {
        [ASK]: (json) => {
          json['required'] = ['data'];
        },
      },
    );
    expect(changes).toMatchObject([
      { rule: 'MEMBER_REQUIRED', breaks: ['plugins'], pointer: '/properties/result' },
    ]);
  });

  it('that is deprecated is reported once, at its head', async () => {
    const changes = await changesOf({
      [NOTICE]: (json) => Object.assign(json, { deprecated: true, 'x-deprecated': 'Use ask.' }),
    });
    expect(linesOf(changes)).toEqual([
      `DEPRECATION_CHANGED ${NOTICE}#/x-deprecated nothing -> Use ask.`,
    ]);
  });
});

describe('two protocols that have nothing in common', () => {
  it('are compared all the same', async () => {
    const [one, other] = [
      await loadProtocol({ schemas: here('fixtures/good') }),
      await loadProtocol({ schemas: here('fixtures/second') }),
    ];
    const rules = new Set(diffProtocols(one, other).map(({ rule }) => rule));
    expect([...rules]).toEqual(
      expect.arrayContaining(['WIRE_RENAMED', 'MESSAGE_REMOVED', 'MESSAGE_ADDED', 'ROLES_CHANGED']),
    );
  });

  it('and nothing is said of two that are the same', () => {
    expect(printChanges([])).toEqual(['No changes.']);
  });
});
