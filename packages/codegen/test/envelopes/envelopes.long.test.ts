import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkTranscript, generate } from '../../src/index.js';
import { edit, freshFolder, load } from '../support.js';
import { typeIssues } from '../type-issues.js';
import { BODY, ERROR, ID, RESULT, ROWS, type Row } from './wires.js';
import { type Generated, make, type Made } from './make.js';
import { writeSchemas } from './write-schemas.js';

const OTHER_ID = '72';

const NAMES = { push: 'note', request: 'ask', bare: 'ping' } as const;

/** The messages of a row: the kind, the name, and the value that the widget posts. */
const messagesOf = ({
  posted,
}: Row): readonly (readonly ['push' | 'request' | 'bare', unknown])[] =>
  (['push', 'request', 'bare'] as const).flatMap((kind) =>
    posted[kind] === undefined ? [] : [[kind, posted[kind]] as const],
  );

const typeOf = ({ types }: Row, kind: keyof typeof NAMES): string =>
  types?.[NAMES[kind]] ?? NAMES[kind];

let top: string;
const made = new Map<Row, Promise<Made>>();
const outOf = (row: Row): string => join(top, String(ROWS.indexOf(row)), 'generated');

/** Generates the code of a row once. */
const of = (row: Row): Promise<Made> => {
  const known = made.get(row) ?? make(row, outOf(row));
  made.set(row, known);
  return known;
};

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jackfield-envelopes-'));
  top = (await realpath(folder)).replaceAll('\\', '/');
  return () => rm(top, { recursive: true });
});

describe.each(ROWS)('a wire with $name', (row) => {
  it('posts each message in its envelope', async () => {
    const { widget } = await of(row);
    for (const [kind, posted] of messagesOf(row))
      expect(widget.wrapMessage(kind, typeOf(row, kind), BODY, ID)).toEqual(posted);
    if (row.posted.response === undefined) return;
    expect(widget.wrapResponse(ID, RESULT)).toEqual(row.posted.response);
    expect(widget.wrapResponse(ID, undefined, ERROR)).toEqual(row.posted.error);
  });

  it('reads what was posted, and its bodies are valid', async () => {
    const { page, widget } = await of(row);
    for (const [kind] of messagesOf(row)) {
      const type = typeOf(row, kind);
      for (const body of [BODY, { text: '', more: { deep: [1, null, undefined] } }]) {
        const posted = structuredClone(widget.wrapMessage(kind, type, body, ID));
        const id = kind === 'request' ? ID : '';
        expect(page.readEnvelope(posted)).toEqual({ kind, id, type, body });
        expect(page.dispatchFromWidget(kind, type, body)).toMatchObject({ status: 'valid', body });
      }
    }
    if (row.posted.response === undefined) return;
    const answer = { kind: 'response', id: ID, type: '' };
    const read = (...[result, error]: [unknown, string?]): unknown =>
      page.readEnvelope(structuredClone(widget.wrapResponse(ID, result, error)));
    const found = read(RESULT) as { readonly error?: unknown };
    expect(found).toMatchObject({ ...answer, body: RESULT });
    // Core takes only a truthy error for one.
    expect(found.error || undefined).toBeUndefined();
    expect(read(undefined, ERROR)).toMatchObject({ ...answer, error: ERROR });
  });

  it('takes a request with an id of the other form for nothing, and core its response', async () => {
    const { page } = await of(row);
    const { request, response, error } = row.posted;
    const isText = row.envelope.ids !== 'number';
    const [from, to] = isText ? [JSON.stringify(ID), ID] : [ID, JSON.stringify(ID)];
    const changed = (posted: unknown): unknown =>
      JSON.parse(JSON.stringify(posted).replace(from, to));
    if (request === undefined) return;
    expect(page.readEnvelope(changed(request))).toBeUndefined();
    for (const posted of [response, error])
      expect(page.readEnvelope(changed(posted))?.['id']).not.toBe(ID);
  });

  it('copies no body that has a place of its own', async () => {
    const { page } = await of(row);
    for (const [, posted] of messagesOf(row)) {
      const { body } = page.readEnvelope(posted) as { readonly body: unknown };
      if (holds(posted, BODY)) expect(body).toBe(BODY);
    }
  });

  it('never takes a message without one of its parts, or with another, for the whole one', async () => {
    const { page, document } = await of(row);
    const { components } = document;
    const ajv = new Ajv({ strict: false });
    const all = [
      ...messagesOf(row).map(([kind, posted]) => [`widget.${NAMES[kind]}`, posted] as const),
      ...(row.posted.response === undefined
        ? []
        : ([
            ['page.ask.result', row.posted.response],
            ['page.ask.result', row.posted.error],
          ] as const)),
    ];
    for (const [id, posted] of all) {
      const documented = components.messages[id]?.payload;
      const isValid = ajv.compile({ ...documented, components });
      const whole = page.readEnvelope(posted);
      expect([id, isValid(structuredClone(posted)), isValid.errors]).toEqual([id, true, null]);
      let count = 0;
      for (const [place, changed] of changesOf(posted, row.ignored ?? [])) {
        count += 1;
        expect([id, place, page.readEnvelope(changed)]).not.toEqual([id, place, whole]);
        if (!place.endsWith(' is another id'))
          expect([id, place, isValid(changed)]).toEqual([id, place, false]);
      }
      expect(count).toBeGreaterThan(0);
    }
  });

  it('takes hostile values for nothing, and never throws', async () => {
    const { page } = await of(row);
    const cyclic: Record<string, unknown> = {};
    cyclic['type'] = cyclic;
    cyclic['id'] = cyclic;
    const throwing = (): never => {
      throw new Error('read');
    };
    const handler = { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing };
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    const values: readonly unknown[] = [
      ...[undefined, null, '', 'note', 0, 2, Number.NaN, true, 2n, Symbol('note')],
      ...[[], {}, [[]], [null], [undefined, ID], Array.from({ length: 3 }), new Map([['type', 1]])],
      ...[new Date(0), /note/, () => 'note', cyclic, [cyclic, cyclic, cyclic, cyclic]],
      ...[new Proxy({}, handler), new Proxy([], handler), revoked.proxy],
      // oxlint-disable-next-line no-sparse-arrays -- what a script may post
      ...[[2, , 'ask'], [3], [4, ''], { length: 4 }, Object.create(null)],
    ];
    for (const value of values) {
      expect(() => page.readEnvelope(value)).not.toThrow();
      expect(page.readEnvelope(value)).toBeUndefined();
    }
    const wrong = [undefined, null, '', {}, [], Number.NaN, cyclic];
    for (const [, posted] of messagesOf(row)) {
      expect(page.readEnvelope(new Proxy(posted as object, handler))).toBeUndefined();
      for (const value of wrong) {
        const keys = Object.keys(posted as object);
        const all = Object.fromEntries(keys.map((key) => [key, value]));
        const shaped = Array.isArray(posted) ? keys.map(() => value) : all;
        expect(page.readEnvelope(shaped)).toBeUndefined();
      }
    }
    for (const posted of Object.values(row.posted)) {
      if (Array.isArray(posted))
        expect(page.readEnvelope(Object.fromEntries(posted.entries()))).toBeUndefined();
      // A text has positions and a length, as a payload that is an array has.
      for (const [key, value] of Object.entries(posted as object)) {
        const isPayload = typeof value === 'object' && value !== null && value !== BODY;
        if (!isPayload || value === RESULT || Array.isArray(posted)) continue;
        expect(page.readEnvelope({ ...posted, [key]: ID })).toBeUndefined();
      }
    }
  });

  it('is read in a transcript', async () => {
    const { schemas, page } = await of(row);
    const { push, request, response, error, bare } = row.posted;
    const ours = (kind: 'push' | 'request' | 'bare'): unknown =>
      page.wrapMessage(kind, typeOf(row, kind), BODY, OTHER_ID);
    const lines = [
      { jackfield: 'transcript', version: 1 },
      { direction: 'in', envelope: push },
      { direction: 'in', envelope: bare },
      ...(push === undefined ? [] : [{ direction: 'out', envelope: ours('push') }]),
      ...(request === undefined
        ? []
        : [
            { direction: 'in', envelope: request },
            { direction: 'out', envelope: page.wrapResponse(ID, RESULT) },
            { direction: 'in', envelope: request },
            { direction: 'out', envelope: page.wrapResponse(ID, undefined, ERROR) },
            { direction: 'in', envelope: request },
            { direction: 'out', envelope: page.wrapResponse(ID, { found: 7 }) },
            { direction: 'out', envelope: ours('request') },
            { direction: 'in', envelope: replaceId(response) },
            { direction: 'out', envelope: ours('request') },
            { direction: 'in', envelope: replaceId(error) },
            // Both sides may have a request with one id.
            { direction: 'in', envelope: request },
            {
              direction: 'out',
              envelope: page.wrapMessage('request', typeOf(row, 'request'), BODY, ID),
            },
            { direction: 'in', envelope: response },
            { direction: 'out', envelope: page.wrapResponse(ID, RESULT) },
          ]),
    ].filter((line) => !('envelope' in line) || line.envelope !== undefined);
    const file = join(schemas, '../transcript.jsonl');
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const report = await checkTranscript({ file, schemas });
    expect(report.messages).toEqual({
      ...(push === undefined ? {} : { 'widget note': 1, 'page note': 1 }),
      ...(bare === undefined ? {} : { 'widget ping': 1 }),
      ...(request === undefined ? {} : { 'widget ask': 4, 'page ask': 3 }),
    });
    expect(report.invalid.map(({ part, pointer }) => [part, pointer])).toEqual(
      request === undefined ? [] : [['result', '/*']],
    );
    expect(report).toMatchObject({ unknownTypes: [], unknownMembers: [], malformed: [] });
    expect(report).toMatchObject({ strayResponses: 0, others: 0 });
  });
});

it.each(ROWS.filter(({ envelope }) => envelope.widget.error !== undefined))(
  'an error without a reason is one in a wire with $name',
  async (row) => {
    const { page, widget } = await of(row);
    const posted = structuredClone(widget.wrapResponse(ID, undefined, ERROR));
    const text = JSON.stringify(posted).replace(JSON.stringify(ERROR), '""');
    expect(page.readEnvelope(JSON.parse(text))).toMatchObject({ error: 'no reason given' });
  },
);

it('a name that exists in both directions is two messages', async () => {
  const schemas = await freshFolder();
  const out = await freshFolder();
  await writeSchemas(schemas, ROWS[0] as Row);
  await edit(schemas, 'acme/to-widget/push/note.json', (note) => {
    note['required'] = ['size'];
    note['properties'] = { size: { description: 'How large.', type: 'number' } };
    note['examples'] = [{ size: 2 }];
  });
  await generate({ schemas, out, kit: join(out, 'kit'), docs: join(out, 'docs') });
  const { protocol } = await load<Generated>(join(out, 'protocol.ts'));
  expect(protocol.dispatchFromWidget('push', 'note', BODY)).toMatchObject({ status: 'valid' });
  expect(protocol.dispatchFromWidget('push', 'note', { size: 2 }).status).toBe('invalid');
  expect(protocol.checkPageMessage('note', { size: 2 })).toBeUndefined();
  expect(protocol.checkPageMessage('note', BODY)).toMatchObject([{ keyword: 'required' }]);
});

it('messages of other scripts are not taken for those of a wire without tags', async () => {
  const row = ROWS.find(({ name }) => name.startsWith('a response that is recognised')) as Row;
  const { schemas } = await of(row);
  const { push, request, response } = row.posted;
  const others = [
    { action: 'webpackOk' },
    { id: 'other' },
    { id: 'other', action: 'x' },
    ['x'],
    {},
  ];
  const file = join(schemas, '../dump.json');
  await writeFile(file, JSON.stringify([push, ...others, request, response]));
  expect(await checkTranscript({ file, schemas })).toMatchObject({
    messages: { 'widget note': 1, 'widget ask': 1 },
    ...{ others: others.length, unknownTypes: [], strayResponses: 0, invalid: [] },
  });
});

it('no member of a body replaces one of its envelope', async () => {
  for (const row of ROWS) {
    const { page, widget } = await of(row);
    for (const [kind, posted] of messagesOf(row)) {
      const type = typeOf(row, kind);
      const body = Object.fromEntries(
        [posted, ...Object.values(posted as object)].flatMap((value) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.keys(value).map((key) => [key, 'other'])
            : [],
        ),
      );
      const read = page.readEnvelope(widget.wrapMessage(kind, type, body, ID));
      expect(read).toMatchObject({ kind, type, id: kind === 'request' ? ID : '' });
    }
  }
});

it('all of them are code that the strict compiler takes', async () => {
  for (const row of ROWS) await of(row);
  const issues = typeIssues(ROWS.map(outOf));
  expect([...issues.values()].flat()).toEqual([]);
});

/** Whether a posted value holds another one, in its envelope or its payload. */
function holds(posted: unknown, wanted: unknown): boolean {
  if (posted === wanted) return true;
  return typeof posted === 'object' && posted !== null
    ? Object.values(posted).some((value) => holds(value, wanted))
    : false;
}

const replaceId = (posted: unknown): unknown =>
  JSON.parse(JSON.stringify(posted).replace(ID, OTHER_ID));

/** Copies of a posted message in each of which one part is absent or another. */
function* changesOf(
  posted: unknown,
  ignored: readonly unknown[],
  pointer = '',
): Generator<readonly [place: string, changed: unknown]> {
  const contents = new Set<unknown>([BODY, RESULT, ERROR, ...Object.values(BODY)]);
  const isKept = (value: unknown): boolean =>
    contents.has(value) || ignored.some((each) => JSON.stringify(each) === JSON.stringify(value));
  for (const [key, value] of Object.entries(posted as Readonly<Record<string, unknown>>)) {
    if (isKept(value)) continue;
    const place = `${pointer}/${key}`;
    const copy = (change: (parts: Record<string, unknown>) => unknown): unknown => {
      const parts = (Array.isArray(posted) ? [...posted] : { ...(posted as object) }) as Record<
        string,
        unknown
      >;
      change(parts);
      return parts;
    };
    yield [`${place} is absent`, copy((parts) => delete parts[key])];
    for (const other of [null, {}, [], 'other', 4.5, false]) {
      if (other === value) continue;
      const isId = String(value) === ID && typeof other === typeof value;
      const what = isId ? 'another id' : JSON.stringify(other);
      yield [`${place} is ${what}`, copy((parts) => (parts[key] = other))];
    }
    if (typeof value === 'object')
      for (const [inner, changed] of changesOf(value, ignored, place))
        yield [inner, copy((parts) => (parts[key] = changed))];
  }
}
