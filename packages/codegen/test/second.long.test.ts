import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { RESERVED } from '../src/check/titles.js';
import { generate } from '../src/index.js';
import { edit, here, load, SCHEMAS } from './support.js';
import { typeIssues } from './type-issues.js';

interface Generated {
  readonly protocol: Readonly<Record<string, any>>; // oxlint-disable-line no-explicit-any -- another folder's types
}

interface Dispatcher {
  readonly dispatchFromWidget: (envelope: string, type: string, body: unknown) => unknown;
  readonly dispatchFromPage: (envelope: string, type: string, body: unknown) => unknown;
  readonly checkResult: (name: string, result: unknown) => unknown;
  readonly checkPageMessage: (name: string, body: unknown) => unknown;
  readonly checkPageResult: (name: string, result: unknown) => unknown;
}

describe('is generated as code that the strict compiler takes:', () => {
  const PROTOCOLS = [
    ['the invented protocol', here('fixtures/second'), 'booth'],
    ['the smallest protocol', here('fixtures/good'), 'toy'],
    ['RingCX', SCHEMAS, 'ringcx'],
    ['RingEX', SCHEMAS, 'ringex'],
  ] as const;
  const WITHOUT_ROLES = [
    ['nothing', undefined],
    ['pushes of the widget only', 'from-widget/push'],
    ['requests of the widget only', 'from-widget/request'],
    ['requests of the page only', 'to-widget/request'],
  ] as const;

  let top: string;
  let issues: ReadonlyMap<string, readonly string[]>;
  const outOf = (name: string): string => join(top, name.replaceAll(' ', '-'), 'generated');

  beforeAll(async () => {
    top = (await realpath(await mkdtemp(join(tmpdir(), 'jackfield-types-')))).replaceAll('\\', '/');
    for (const [name, schemas, wire] of PROTOCOLS) {
      const out = outOf(name);
      await generate({ schemas, wire, out, kit: join(out, 'kit') });
    }
    for (const [name, only] of WITHOUT_ROLES) {
      const out = outOf(name);
      const schemas = join(out, '../schemas');
      const booth = here('fixtures/second/booth');
      await cp(here('fixtures/second/shared'), join(schemas, 'shared'), { recursive: true });
      await cp(join(booth, 'wire.json'), join(schemas, 'booth/wire.json'));
      if (only !== undefined)
        await cp(join(booth, only), join(schemas, 'booth', only), { recursive: true });
      await edit(schemas, 'booth/wire.json', (wire) => {
        delete wire['roles'];
        delete wire['registration'];
      });
      await generate({ schemas, out, kit: join(out, 'kit') });
    }
    issues = typeIssues([...PROTOCOLS, ...WITHOUT_ROLES].map(([name]) => outOf(name)));
    return () => rm(top, { recursive: true });
  });

  it.each(PROTOCOLS)('%s', (name) => {
    expect(issues.get(outOf(name))).toEqual([]);
  });

  it.each(WITHOUT_ROLES)('a wire without roles that has %s', (name) => {
    expect(issues.get(outOf(name))).toEqual([]);
  });
});

describe('the invented protocol', () => {
  let out: string;
  let dispatcher: Dispatcher;
  let protocol: Generated['protocol'];

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'jackfield-second-'));
    const [docs, kit] = [join(out, 'docs'), join(out, 'kit')];
    await generate({ schemas: here('fixtures/second'), out, docs, spec: docs, kit });
    dispatcher = await load<Dispatcher>(join(out, 'dispatcher.ts'));
    ({ protocol } = await load<Generated>(join(out, 'protocol.ts')));
    return () => rm(out, { recursive: true });
  });

  it.each([
    'dispatcher.ts',
    'messages.ts',
    'protocol.ts',
    'types.ts',
    'validators.d.ts',
    'validators.js',
  ])('has the %s of its golden file', async (name) => {
    await expect(readFileSync(join(out, name), 'utf8')).toMatchFileSnapshot(`__goldens__/${name}`);
  });

  it.each([
    ['docs', 'asyncapi.json'],
    ['docs', 'bundle.schema.json'],
    ['kit', 'examples.ts'],
    ['kit', 'schemas.ts'],
  ])('has the %s/%s of its golden file', async (folder, name) => {
    await expect(readFileSync(join(out, folder, name), 'utf8')).toMatchFileSnapshot(
      `__goldens__/${folder}/${name}`,
    );
  });

  it('names a type it does not know unknown', () => {
    expect(dispatcher.dispatchFromWidget('push', 'booth/teleport', {})).toEqual({
      status: 'unknown',
    });
    expect(dispatcher.dispatchFromPage('push', 'toString', {})).toEqual({ status: 'unknown' });
  });

  it.each([
    ['push', 'booth/hello', {}],
    ['request', 'booth/curtainClosed', { visit: 5 }],
    ['push', 'booth/archive', {}],
    ['bare', 'booth/heartbeat', {}],
  ])(
    'names a %s of type %s, which travels otherwise, unknown before it validates',
    (envelope, type, body) => {
      expect(dispatcher.dispatchFromWidget(envelope, type, body)).toEqual({ status: 'unknown' });
    },
  );

  it('says everything that is wrong with a body', () => {
    const body = {
      visit: { customer: { phone: ['1', 2], extra: { 'shoe/size': 38 } }, people: 0 },
    };
    expect(dispatcher.dispatchFromWidget('push', 'booth/curtainClosed', body)).toEqual({
      status: 'invalid',
      kind: 'push',
      name: 'curtainClosed',
      issues: [
        { pointer: '/visit', expected: "required property 'id'", keyword: 'required' },
        { pointer: '/visit/customer/phone', expected: 'string', keyword: 'type' },
        { pointer: '/visit/customer/phone/1', expected: 'string', keyword: 'type' },
        { pointer: '/visit/customer/phone', expected: 'anyOf', keyword: 'anyOf' },
        { pointer: '/visit/customer/extra/shoe~1size', expected: 'string', keyword: 'type' },
        { pointer: '/visit/people', expected: 'minimum 1', keyword: 'minimum' },
      ],
    });
  });

  it.each([
    [{ strip: { photos: [] } }, ['/strip minItems 1 photos', "/strip required property 'price'"]],
    [
      { strip: { photos: [['a']], price: 1, paper: 'wood' } },
      ['/strip/paper "matt" or "gloss" or null'],
    ],
    [{ strip: { photos: [['a']], price: 1 }, unit: 'USD' }, ['/unit "EUR"']],
    [
      { strip: { photos: 'a', price: '1', copies: 1.5 } },
      ['/strip/photos array', '/strip/copies integer', '/strip/price number'],
    ],
  ])('says what was expected of %j', (body, expected) => {
    const { issues } = dispatcher.dispatchFromWidget('push', 'booth/stripMade', body) as {
      issues: readonly { pointer: string; expected: string }[];
    };
    const said = issues.map((issue) => `${issue.pointer} ${issue.expected}`).sort();
    expect(said).toEqual(
      expected
        .map((text) => text.replace('/strip minItems 1 photos', '/strip/photos minItems 1'))
        .sort(),
    );
  });

  it('names what core must not show internal, whatever it holds', () => {
    const internal = { status: 'internal', kind: 'push' };
    expect(dispatcher.dispatchFromWidget('push', 'booth/heartbeat', 'nonsense')).toEqual({
      ...internal,
      name: 'heartbeat',
    });
    expect(dispatcher.dispatchFromWidget('push', 'booth/legacyFlash', {})).toEqual({
      ...internal,
      name: 'legacyFlash',
    });
  });

  it('gives a valid body on as it is, with members that no schema knows', () => {
    const body = { visit: { id: '7', colour: 'red' }, extra: [1] };
    const result = dispatcher.dispatchFromWidget('push', 'booth/curtainClosed', body);
    expect(result).toEqual({ status: 'valid', kind: 'push', name: 'curtainClosed', body });
    expect((result as { body: unknown }).body).toBe(body);
  });

  it('takes NaN for a number', () => {
    const body = { visit: { id: '7', startedAt: Number.NaN } };
    expect(dispatcher.dispatchFromWidget('push', 'booth/curtainClosed', body)).toMatchObject({
      status: 'valid',
    });
  });

  it('distinguishes requests and pushes of the page for the other side', () => {
    const { dispatchFromPage } = dispatcher;
    expect(dispatchFromPage('request', 'booth/countSheets', undefined)).toEqual({
      status: 'valid',
      kind: 'request',
      name: 'countSheets',
      body: undefined,
    });
    expect(dispatchFromPage('request', 'booth/countSheets', { tray: 5 })).toMatchObject({
      status: 'invalid',
    });
    expect(dispatchFromPage('bare', 'booth/wake', { key: {} })).toMatchObject({
      status: 'invalid',
      issues: [
        { pointer: '/key', keyword: 'required' },
        { pointer: '/key', keyword: 'required' },
        { pointer: '/key', keyword: 'anyOf' },
      ],
    });
    expect(dispatchFromPage('bare', 'booth/wake', { key: { card: '1' } })).toMatchObject({
      status: 'valid',
    });
  });

  it('checks what the page answers, sends and is answered', () => {
    const { checkResult, checkPageMessage, checkPageResult } = dispatcher;
    expect(checkResult('priceOf', { strip: [4, 'five'] })).toEqual([
      { pointer: '/strip/1', expected: 'number', keyword: 'type' },
    ]);
    expect(checkResult('priceOf', { strip: [4] })).toBeUndefined();
    expect(checkResult('priceOf', undefined)).toMatchObject([{ pointer: '', expected: 'object' }]);
    expect(checkResult('archive', undefined)).toBeUndefined();
    expect(checkResult('archive', 'whatever')).toBeUndefined();
    expect(checkResult('toString', {})).toMatchObject([{ expected: 'a known message' }]);
    expect(checkPageMessage('showText', { text: 'x'.repeat(21) })).toMatchObject([
      { expected: 'maxLength 20' },
    ]);
    expect(checkPageMessage('showText', { text: '😀'.repeat(20) })).toBeUndefined();
    expect(checkPageMessage('countSheets', undefined)).toBeUndefined();
    expect(checkPageMessage('heartbeat', {})).toMatchObject([{ expected: 'a known message' }]);
    expect(checkPageResult('countSheets', 1.5)).toMatchObject([{ expected: 'integer' }]);
    expect(checkPageResult('countSheets', 3)).toBeUndefined();
  });

  it('carries its own wire, roles and tables', () => {
    expect(protocol).toMatchObject({
      name: 'booth',
      timeoutMs: 20_000,
      roles: { ready: ['hello'], register: 'enlist' },
      requests: {
        priceOf: {
          type: 'booth/priceOf',
          capability: 'pricing',
          combine: 'merge',
          deadlineMs: 2000,
        },
      },
      pushes: { hello: { bare: true }, curtainClosed: { once: '/visit/id' } },
    });
    expect(Object.keys(protocol['pushes'] as object)).not.toContain('heartbeat');
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'booth/hello'],
    ['a list', [{ envelope: 'booth/hello' }]],
    ['an object without a tag', { topic: 'booth/hello' }],
    ['a tag that is not a string', { envelope: 7 }],
    ['an empty tag', { envelope: '' }],
    ['a push without a type', { envelope: 'note' }],
    ['a request without a payload', { envelope: 'ask', ref: '1' }],
    ['a request without an id', { envelope: 'ask', content: { topic: 'booth/priceOf' } }],
    [
      'getters that throw',
      {
        get envelope() {
          throw new Error('a getter');
        },
      },
    ],
  ])('takes %s for no envelope', (_, data) => {
    expect(protocol['readEnvelope'](data)).toBeUndefined();
  });

  it('takes messages of the widget out of its own envelopes', () => {
    const read = protocol['readEnvelope'];
    expect(read({ envelope: 'note', topic: 'booth/curtainClosed', visit: {} })).toEqual({
      kind: 'push',
      id: '',
      type: 'booth/curtainClosed',
      body: { visit: {} },
    });
    expect(
      read({ envelope: 'ask', ref: '1', content: { topic: 'booth/priceOf', input: [7] } }),
    ).toEqual({ kind: 'request', id: '1', type: 'booth/priceOf', body: [7] });
    expect(read({ envelope: 'reply', ref: '1', output: 7, trouble: 'none' })).toEqual({
      kind: 'response',
      id: '1',
      type: '',
      body: 7,
      error: 'none',
    });
    expect(read({ envelope: 'booth/hello', more: 1 })).toEqual({
      kind: 'bare',
      id: '',
      type: 'booth/hello',
      body: { more: 1 },
    });
  });

  it('puts messages of the page into its own envelopes', () => {
    const wrap = protocol['wrapMessage'];
    expect(wrap('push', 'booth/flash', { times: 2, topic: 'other' })).toEqual({
      envelope: 'note',
      content: { times: 2, topic: 'booth/flash' },
    });
    expect(wrap('request', 'booth/level', { of: 'paper' }, '1')).toEqual({
      envelope: 'ask',
      ref: '1',
      topic: 'booth/level',
      of: 'paper',
    });
    expect(wrap('bare', 'booth/hello', { more: 1 })).toEqual({ envelope: 'booth/hello', more: 1 });
    expect(protocol['wrapResponse']('1', 7)).toEqual({ envelope: 'reply', ref: '1', output: 7 });
    expect(protocol['wrapResponse']('1', undefined, 'no paper')).toEqual({
      envelope: 'reply',
      ref: '1',
      trouble: 'no paper',
    });
  });

  it('registers where its wire wants the name and the capabilities', () => {
    expect(protocol['registerBody']('Acme', { pricing: true })).toEqual({
      shop: { label: 'Acme', skills: { pricing: true } },
    });
  });

  it('masks what is personal and what it does not know', () => {
    expect(protocol['masks'].fromWidget.curtainClosed.body.visit.customer).toEqual({
      name: 'name',
      phone: 'number',
      loyalty: 'id',
      tags: ['?'],
      extra: ['text', 0],
    });
  });

  it('is formatted as this repository is, so that no formatter makes it stale', async () => {
    const options = { ...(await resolveConfig(here('../package.json'))), parser: 'typescript' };
    for (const name of readdirSync(out).filter((file) => /\.[jt]s$/.test(file))) {
      expect(await check(readFileSync(join(out, name), 'utf8'), options), name).toBe(true);
    }
  });

  it('reserves the names that its files declare or import', () => {
    const files = ['dispatcher.ts', 'messages.ts', 'protocol.ts', 'validators.d.ts'];
    const declared = files.flatMap((name) => {
      const text = readFileSync(join(out, name), 'utf8');
      const own = [...text.matchAll(/^export (?:interface|type) ([A-Z]\w+)/gm)];
      const shared = /^import type \{([^}]+)\} from '@jackfield\/core\/protocol'/m.exec(text);
      return own.map(([, found]) => found).concat(shared?.[1]?.match(/\w+/g) ?? []);
    });
    expect(declared).toEqual(expect.arrayContaining(['FromWidget', 'FailedKeyword']));
    expect(declared.filter((found) => !RESERVED.has(found as string))).toEqual([]);
  });

  it('has nothing of another protocol in the generator', () => {
    const sources = readdirSync(here('../src'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts'),
    );
    for (const name of sources) {
      expect(readFileSync(here(`../src/${name}`), 'utf8'), name).not.toMatch(
        /\brc-|ring(cx|central)|logCall/i,
      );
    }
  });

  it('is the same when its files are read from another folder', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'jackfield-copy-'));
    try {
      await cp(here('fixtures/second'), join(copy, 'schemas'), { recursive: true });
      const { changed } = await generate({ schemas: join(copy, 'schemas'), out, check: true });
      expect(changed).toEqual([]);
    } finally {
      await rm(copy, { recursive: true });
    }
  });
});
