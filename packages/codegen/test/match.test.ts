import { transform } from 'esbuild';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkMessages } from '../src/check/messages.js';
import { createReport } from '../src/check/report.js';
import { emitDispatcher } from '../src/emit/dispatcher.js';
import { loadProtocol, type Message, type Protocol, type RuleId } from '../src/index.js';
import type { Match } from '../src/schema.js';
import { here } from './support.js';

type Dispatch = (
  envelope: string,
  type: string,
  body: unknown,
) => { readonly status: string; readonly name?: string };

const TEXTS = ['x', 'y', 'z'];
const POINTERS = ['/a', '/b~1b', '/d/e'];

const matches = fc.dictionary(
  fc.constantFrom(...POINTERS),
  fc.oneof(fc.constant(true as const), fc.subarray(TEXTS, { minLength: 1 })),
  { minKeys: 1, noNullPrototype: true },
);
/** The matches of the messages of one type; `undefined` is a message without one. */
const groups = fc.array(fc.option(matches, { nil: undefined, freq: 4 }), {
  minLength: 1,
  maxLength: 5,
});

/** Every body that has a text or nothing at each pointer. */
const BODIES = [undefined, ...TEXTS].flatMap((a) =>
  [undefined, ...TEXTS].flatMap((b) =>
    [undefined, ...TEXTS].map((e) =>
      Object.assign(
        {},
        a === undefined ? {} : { a },
        b === undefined ? {} : { 'b/b': b },
        e === undefined ? {} : { d: { e } },
      ),
    ),
  ),
);

/** Bodies that have no texts at the pointers, although they look like it. */
const ODD: readonly unknown[] = [
  ...[null, undefined, 'x', 5, [], ['x'], [{ a: 'x' }], { 'd/e': 'x' }, { d: 'e' }, { d: null }],
  ...[{ d: ['x'] }, { d: { e: undefined } }, Object.create({ a: 'x' }), { a: undefined }],
];

/** The member at a pointer, read by hand. */
const at = (body: unknown, pointer: string): unknown => {
  const own = (holder: unknown, name: string): unknown =>
    Object.prototype.toString.call(holder) === '[object Object]'
      ? Object.getOwnPropertyDescriptor(holder as object, name)?.value
      : undefined;
  if (pointer === '/a') return own(body, 'a');
  return pointer === '/d/e' ? own(own(body, 'd'), 'e') : own(body, 'b/b');
};

const holds = (match: Match, body: unknown): boolean =>
  Object.entries(match).every(([pointer, values]) => {
    const found = at(body, pointer);
    return values === true ? found !== undefined : values.some((one) => one === found);
  });

const countOf = (match: Match | undefined): number => Object.keys(match ?? {}).length;

const idOf = (match: Match | undefined): string =>
  JSON.stringify(
    Object.entries(match ?? {})
      .map(([pointer, values]) => [pointer, values === true || [...values].sort()])
      .sort(),
  );

/** The names of the messages that a body may be, of those with most members. */
const meant = (group: readonly (Match | undefined)[], body: unknown): readonly string[] => {
  const found = group.flatMap((match, index) =>
    match === undefined || holds(match, body) ? [{ name: `m${index}`, count: countOf(match) }] : [],
  );
  const most = Math.max(...found.map(({ count }) => count));
  return found.flatMap(({ name, count }) => (count === most ? [name] : []));
};

const annotations = (group: readonly (Match | undefined)[]): readonly object[] =>
  group.map((match, index) => ({
    ...{ kind: 'push', from: 'widget', name: `m${index}`, type: 't', versions: [] },
    ...(match === undefined ? {} : { match }),
  }));

/** The rules that a group violates, of those about types and matches. */
const rulesOf = (group: readonly (Match | undefined)[]): ReadonlySet<RuleId> => {
  const file = (path: string, json: unknown) => ({
    ...{ path, text: JSON.stringify(json), pointer: '', json, whole: json },
  });
  const properties = { a: {}, 'b/b': {}, d: { properties: { e: {} } } };
  const report = createReport<RuleId>(new Set());
  checkMessages(
    {
      wire: file('w/wire.json', { versions: [], timeoutMs: 1 }),
      messages: annotations(group).map((annotation, index) =>
        file(`w/m${index}.json`, { properties, 'x-message': annotation }),
      ),
      definitions: [],
      targetOf: () => undefined,
    } as never,
    report,
  );
  const wanted = new Set<RuleId>(['TYPE_TAKEN', 'MATCH_AMBIGUOUS', 'MATCH_UNRESOLVED']);
  return new Set(
    report
      .findings()
      .map(({ rule }) => rule)
      .filter((rule) => wanted.has(rule)),
  );
};

const base = loadProtocol({ schemas: here('fixtures/good') });

const dispatcherOf = async (group: readonly (Match | undefined)[]): Promise<Dispatch> => {
  const protocol = await base;
  const notice = protocol.messages.find(({ name }) => name === 'notice') as Message;
  const changed: Protocol = {
    ...protocol,
    messages: annotations(group).map((annotation, index) => {
      const body = { title: `M${index}`, required: true, schema: {} };
      return Object.assign({}, notice, annotation, { title: `M${index}`, body });
    }),
  };
  const { code } = await transform(await emitDispatcher(changed, '.'), { loader: 'ts' });
  const loaded = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    readonly dispatchFromWidget: Dispatch;
  };
  return loaded.dispatchFromWidget;
};

it('two messages of a type are reported exactly if a body may be both', () => {
  const counts = { taken: 0, ambiguous: 0, clear: 0 };
  fc.assert(
    fc.property(groups, (group) => {
      const rules = rulesOf(group);
      const pairs = group.flatMap((one, index) =>
        group.slice(index + 1).map((other) => [one, other] as const),
      );
      const isTaken = pairs.some(([one, other]) => idOf(one) === idOf(other));
      const isAmbiguous = pairs.some(
        ([one, other]) =>
          idOf(one) !== idOf(other) &&
          countOf(one) === countOf(other) &&
          BODIES.some((body) => holds(one ?? {}, body) && holds(other ?? {}, body)),
      );
      counts[isTaken ? 'taken' : isAmbiguous ? 'ambiguous' : 'clear'] += 1;
      const expected = [
        ...(isTaken ? ['TYPE_TAKEN'] : []),
        ...(isAmbiguous ? ['MATCH_AMBIGUOUS'] : []),
      ];
      expect([...rules].sort()).toEqual(expected.sort());
    }),
    { numRuns: 500 },
  );
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0);
});

it('a dispatcher chooses the message that a body is, and no other', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(groups, async (group) => {
      fc.pre(rulesOf(group).size === 0);
      const dispatch = await dispatcherOf(group);
      for (const body of [...BODIES, ...ODD]) {
        const names = meant(group, body);
        expect(names.length).toBeLessThan(2);
        const [name] = names;
        const expected = name === undefined ? { status: 'unknown' } : { status: 'valid', name };
        expect({ body, found: dispatch('push', 't', body) }).toMatchObject({
          body,
          found: expected,
        });
        seen.add(name ?? 'unknown');
      }
      expect(dispatch('request', 't', {})).toEqual({ status: 'unknown' });
    }),
    { numRuns: 40, maxSkipsPerRun: 1000 },
  );
  expect(seen.size).toBeGreaterThan(3);
}, 60_000);
