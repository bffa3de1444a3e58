/** One kind of schema, with values that are valid and values that are not. */
export interface Kind {
  readonly schema: object;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const text = { type: 'string' };
const number = { type: 'number' };
const ref = (name: string): object => ({ $ref: `${name}.json` });
const object = (properties: object, more: object = {}): object => ({
  type: 'object',
  properties,
  ...more,
});
const tagged = (tag: string, members: object): object =>
  object({ kind: { const: tag }, ...members }, { required: ['kind', ...Object.keys(members)] });

/** The kinds of schemas of a protocol that nobody wrote, by the names of their definitions. */
export const KINDS: Readonly<Record<string, Kind>> = {
  Tree: {
    schema: object({ name: text, children: { type: 'array', items: ref('Tree') } }),
    good: [{}, { children: [{ children: [{ name: 'a' }] }] }],
    bad: [{ children: [{ children: [{ name: 1 }] }] }, { children: {} }],
  },
  Failure: {
    schema: object(
      { code: { type: 'integer' }, cause: { anyOf: [{ type: 'null' }, ref('Failure')] } },
      { required: ['code'] },
    ),
    good: [
      { code: 1, cause: null },
      { code: 1, cause: { code: 2, cause: { code: 3 } } },
    ],
    bad: [{ code: 1, cause: { code: 2, cause: {} } }, { code: 1.5 }],
  },
  Lists: {
    schema: { type: 'array', items: ref('Lists') },
    good: [[], [[], [[]]]],
    bad: [[[1]], {}],
  },
  Alpha: {
    schema: object({ beta: ref('Beta') }),
    good: [{ beta: { gamma: [{}] } }],
    bad: [{ beta: { gamma: [{ alpha: 1 }] } }],
  },
  Beta: {
    schema: object({ gamma: { type: 'array', items: ref('Gamma') } }),
    good: [{ gamma: [{ alpha: {} }] }],
    bad: [{ gamma: 1 }],
  },
  Gamma: {
    schema: object({
      alpha: ref('Alpha'),
      by: { type: 'object', additionalProperties: ref('Beta') },
    }),
    good: [{ by: { x: { gamma: [] } } }],
    bad: [{ by: { x: 1 } }],
  },
  Shape: {
    schema: { oneOf: [tagged('circle', { radius: number }), tagged('square', { side: number })] },
    good: [
      { kind: 'circle', radius: 1 },
      { kind: 'square', side: 2 },
    ],
    bad: [{ kind: 'circle', side: 1 }, { kind: 'star' }, {}],
  },
  Untagged: {
    schema: {
      anyOf: [object({ a: text }, { required: ['a'] }), object({ b: text }, { required: ['b'] })],
    },
    good: [{ a: '' }, { b: '' }, { a: '', b: '' }],
    bad: [{}, { a: 1 }],
  },
  Either: {
    schema: {
      oneOf: [object({ a: text }, { required: ['a'] }), object({ b: text }, { required: ['b'] })],
    },
    good: [{ a: '' }],
    bad: [{ a: '', b: '' }, {}],
  },
  Nullable: { schema: { oneOf: [ref('Tree'), { type: 'null' }] }, good: [null, {}], bad: [1, []] },
  TypeList: {
    schema: { type: ['string', 'integer', 'null'] },
    good: ['', 1, null],
    bad: [1.5, {}, true],
  },
  Both: {
    schema: { allOf: [object({ a: text }, { required: ['a'] }), object({ b: number })] },
    good: [{ a: '' }, { a: '', b: 1 }],
    bad: [{ b: 1 }, { a: '', b: '' }],
  },
  Except: {
    schema: { enum: ['a', 'b', 'c'], not: { const: 'b' } },
    good: ['a', 'c'],
    bad: ['b', 'd'],
  },
  NotString: { schema: { not: text }, good: [1, null, {}], bad: [''] },
  Closed: {
    schema: object({ a: text }, { additionalProperties: false }),
    good: [{}, { a: '' }],
    bad: [{ b: 1 }],
  },
  Open: {
    schema: object({ a: text }, { additionalProperties: true }),
    good: [{ b: 1 }],
    bad: [{ a: 1 }],
  },
  Mapped: {
    schema: { type: 'object', additionalProperties: number },
    good: [{}, { x: 1 }],
    bad: [{ x: '' }],
  },
  Mixed: {
    schema: object({ a: text }, { additionalProperties: number }),
    good: [{ a: '', b: 1 }],
    bad: [{ a: '', b: '' }],
  },
  Patterned: {
    schema: {
      type: 'object',
      patternProperties: { '^x-': number, '^y': text },
      additionalProperties: false,
    },
    good: [{ 'x-a': 1, y: '' }],
    bad: [{ 'x-a': '' }, { z: 1 }],
  },
  Named: {
    schema: {
      type: 'object',
      propertyNames: { maxLength: 2, pattern: '^[a-z]*$' },
      additionalProperties: text,
    },
    good: [{ ab: '' }],
    bad: [{ abc: '' }, { A: '' }],
  },
  ConstObject: {
    schema: { const: { a: [1, null, 'x'] } },
    good: [{ a: [1, null, 'x'] }],
    bad: [{ a: [1, null] }, {}],
  },
  AnyValues: {
    schema: { enum: [1, 'a', null, [1], { b: 2 }] },
    good: [1, null, [1], { b: 2 }],
    bad: [2, [2], {}],
  },
  Pair: {
    schema: { type: 'array', items: [text, number], minItems: 2, additionalItems: false },
    good: [['', 1]],
    bad: [['', 1, 2], [1, ''], ['']],
  },
  Rest: {
    schema: { type: 'array', items: [text], additionalItems: number },
    good: [[], [''], ['', 1, 2]],
    bad: [['', '']],
  },
  Unions: {
    schema: { type: 'array', items: { anyOf: [text, number, ref('Shape')] } },
    good: [['', 1, { kind: 'square', side: 1 }]],
    bad: [[true]],
  },
  Conditional: {
    schema: {
      ...object({ country: text, zip: text }),
      if: object({ country: { const: 'US' } }, { required: ['country'] }),
      then: object({ zip: { pattern: '^\\d{5}$' } }, { required: ['zip'] }),
      else: object({ zip: { maxLength: 10 } }),
    },
    good: [{}, { country: 'US', zip: '12345' }, { country: 'DE' }],
    bad: [{ country: 'US' }, { country: 'US', zip: 'x' }, { zip: '12345678901' }],
  },
  Dependent: {
    schema: {
      ...object({ a: text, b: text }),
      dependencies: { a: ['b'], b: object({ c: number }, { required: ['c'] }) },
    },
    good: [{}, { b: '', c: 1 }, { a: '', b: '', c: 1 }],
    bad: [{ a: '' }, { b: '' }, { b: '', c: '' }],
  },
  DateTime: {
    schema: { ...text, format: 'date-time' },
    good: ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.5+01:00'],
    bad: ['2026-01-31', 'x'],
  },
  Day: {
    schema: { ...text, format: 'date' },
    good: ['2026-01-31'],
    bad: ['2026-1-1', '2026-13-01'],
  },
  Address: {
    schema: { ...text, format: 'uri' },
    good: ['https://acme.example/a?b#c', 'urn:a:b'],
    bad: ['/a', 'a b'],
  },
  Mail: {
    schema: { ...text, format: 'email' },
    good: ['a@b.example'],
    bad: ['a', '@b', 'a b@c.example'],
  },
  Key: {
    schema: { ...text, format: 'uuid' },
    good: ['8d2b6c1e-53f4-4a0e-9c7d-2f1b0a6e4d35'],
    bad: ['8d2b6c1e'],
  },
  Four: { schema: { ...text, format: 'ipv4' }, good: ['127.0.0.1'], bad: ['256.0.0.1', '1.2.3'] },
  Six: {
    schema: { ...text, format: 'ipv6' },
    good: ['::1', '2001:db8::ff00:42:8329'],
    bad: ['1::2::3', '1'],
  },
  Hostname: { schema: { ...text, format: 'hostname' }, good: ['acme.example'], bad: ['-a', 'a b'] },
  Fifth: { schema: { ...number, multipleOf: 0.05 }, good: [0.15, 1, 0], bad: [0.12] },
  Between: {
    schema: { ...number, exclusiveMinimum: 0, exclusiveMaximum: 1 },
    good: [0.5],
    bad: [0, 1],
  },
  Distinct: {
    schema: { type: 'array', uniqueItems: true },
    good: [[1, '1', [1], {}]],
    bad: [
      [1, 1],
      [{ a: 1 }, { a: 1 }],
    ],
  },
  Containing: { schema: { type: 'array', contains: { const: 1 } }, good: [[0, 1]], bad: [[], [0]] },
  Sized: {
    schema: { type: 'object', minProperties: 1, maxProperties: 2 },
    good: [{ a: 1 }],
    bad: [{}, { a: 1, b: 2, c: 3 }],
  },
  Constructor: {
    schema: object({ toString: text, constructor: number }, { required: ['toString'] }),
    good: [{ toString: '' }],
    bad: [{}, { toString: '', constructor: '' }],
  },
};

/** Its files by path: 80 shared definitions and more, a push and a request for each kind. */
export const inventedFiles = (): Readonly<Record<string, unknown>> => {
  const files: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(KINDS)) {
    const shared = (title: string): object => ({ $ref: `../shared/${title}.json` });
    files[`shared/${name}.json`] = schema;
    files[`shared/${name}Box.json`] = object({
      first: ref(name),
      all: { type: 'array', items: ref(name) },
    });
    files[`events/${name}.json`] = object({ item: shared(name), box: shared(`${name}Box`) });
    files[`calls/${name}.json`] = object({ item: shared(name) }, { required: ['item'] });
    files[`calls/${name}Response.json`] = shared(`${name}Box`);
  }
  return files;
};

/** The mapping of its files. */
export const MESSAGES: readonly Readonly<Record<string, string>>[] = [
  { kind: 'push', from: 'widget', body: 'events/{name}.json' },
  { kind: 'request', from: 'page', data: 'calls/{name}.json', result: 'calls/{name}Response.json' },
];
