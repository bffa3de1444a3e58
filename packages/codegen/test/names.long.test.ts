import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { RESERVED } from '../src/check/titles.js';
import {
  checkProtocol,
  diffProtocols,
  generate,
  loadProtocol,
  printViolation,
} from '../src/index.js';
import { edit, here, load, schemasWith } from './support.js';
import { typeIssues } from './type-issues.js';

/** Names of keywords, of words of the languages, of inherited members, and of parts of generated code. */
const NAMES: readonly string[] = [
  ...Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__'),
  ...(
    'examples enum const properties items required allOf anyOf $ref type title description pattern definitions ' +
    'additionalProperties propertyNames default class await async then catch new delete function return var let yield ' +
    'this null undefined true false NaN Infinity arguments eval import export package static interface ' +
    'length name prototype caller apply bind call push map get set errors vErrors data path issues issue step ' +
    'instancePath schema16 validate10 func0 own lengthOf typed needed key0 valid0 toJSON object string ' +
    'protocol wire masks requests pushes fromWidget body status kind'
  ).split(' '),
].filter((name, index, all) => all.indexOf(name) === index);

const MESSAGES = NAMES.filter((name) => /^[a-z][A-Za-z0-9]*$/.test(name)).filter(
  (_, index) => index < 16 || index % 2 === 0,
);

/** With these, a list of names is long enough for another form of code. */
const PADDING = Array.from({ length: 250 - NAMES.length }, (_, index) => `more${index}`);

const titleOf = (name: string): string => {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return RESERVED.has(title) || ['Thing', 'Ask', 'Notice'].includes(title) || /\d[a-z]/.test(title)
    ? `The${title}`
    : title;
};

interface Guard {
  (value: unknown): boolean;
  readonly errors?: readonly {
    readonly pointer: string;
    readonly keyword: string;
    readonly limit?: unknown;
  }[];
}

const everywhere = (value: unknown): object =>
  Object.fromEntries(NAMES.map((name) => [name, value]));

describe('members and messages with any name', () => {
  let top: string;
  let out: string;
  let schemas: string;

  beforeAll(async () => {
    top = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-names-')));
    schemas = join(top, 'schemas');
    await cp(here('fixtures/good'), schemas, { recursive: true });
    out = join(top, 'out');
    const members = (schema: object): object =>
      Object.fromEntries(NAMES.map((name) => [name, schema]));
    await edit(schemas, 'toy/from-widget/push/notice.json', (notice) => {
      notice['required'] = ['all', 'none', 'linked'];
      notice['properties'] = {
        all: { type: 'object', required: NAMES, properties: members({ type: 'number' }) },
        none: { type: 'object', properties: members({ type: 'number' }) },
        linked: {
          type: 'object',
          properties: members({ allOf: [{ $ref: '../../../shared/thing.json' }] }),
        },
        many: {
          type: 'object',
          required: [...NAMES, ...PADDING],
          properties: Object.fromEntries([...NAMES, ...PADDING].map((name) => [name, {}])),
        },
        record: {
          type: 'object',
          additionalProperties: { type: 'number' },
          propertyNames: { minLength: 3 },
        },
      };
      notice['examples'] = [{ all: everywhere(1), none: {}, linked: {} }];
      delete notice['x-message'].once;
    });
    const facts = { versions: ['1'], stability: 'documented', source: 'x' };
    for (const name of MESSAGES) {
      const head = { title: titleOf(name), description: 'x', type: 'object', examples: [{}] };
      await edit(schemas, `toy/from-widget/push/${name}.json`, (json) =>
        Object.assign(json, head, {
          ...{ deprecated: true, 'x-deprecated': 'Use nothing.' },
          properties: { [name]: { type: 'string', deprecated: true, 'x-deprecated': 'x' } },
          'x-message': { kind: 'push', name, type: name, from: 'widget', ...facts },
        }),
      );
      await edit(schemas, `toy/to-widget/request/${name}.json`, (json) =>
        Object.assign(json, head, {
          title: `Page${titleOf(name)}`,
          properties: {
            data: { type: 'object', properties: { [name]: { type: 'string' } } },
            result: {
              type: 'object',
              required: [name],
              properties: { [name]: { type: 'string' } },
            },
          },
          'x-message': { kind: 'request', name, type: name, from: 'page', ...facts },
        }),
      );
    }
    expect((await checkProtocol({ schemas })).map(printViolation)).toEqual([]);
    await generate({
      schemas,
      out,
      docs: join(out, 'docs'),
      spec: join(out, 'spec'),
      kit: join(out, 'kit'),
    });
    return () => rm(top, { recursive: true });
  }, 60_000);

  it('are generated as code that compiles', () => {
    expect(typeIssues([out]).get(out)).toEqual([]);
  });

  it('are validated by their own members, not by those that every object inherits', async () => {
    const { isNotice } = await load<{ isNotice: Guard }>(join(out, 'validators.js'));
    const notice = (all: unknown, none: unknown = {}): unknown => ({ all, none, linked: {} });
    expect(isNotice(notice(everywhere(1)))).toBe(true);
    expect(isNotice(notice(everywhere(1), everywhere(2)))).toBe(true);
    expect(isNotice(notice({}))).toBe(false);
    expect(isNotice.errors?.map(({ limit }) => limit).sort()).toEqual([...NAMES].sort());
    expect(isNotice(notice(everywhere('1')))).toBe(false);
    expect(isNotice.errors?.map(({ pointer }) => pointer).sort()).toEqual(
      NAMES.map((name) => `/all/${name}`).sort(),
    );
    expect(isNotice(notice(everywhere(1), everywhere('1')))).toBe(false);
    expect(isNotice.errors).toHaveLength(NAMES.length);
    const inherited = Object.assign(Object.create({ x: 'inherited' }) as object, { abc: 1 });
    expect(isNotice({ ...(notice(everywhere(1)) as object), record: inherited })).toBe(true);
  });

  it('are required by their own members in a long list, too', async () => {
    const { isNotice } = await load<{ isNotice: Guard }>(join(out, 'validators.js'));
    expect(isNotice({ all: everywhere(1), none: {}, linked: {}, many: {} })).toBe(false);
    expect(isNotice.errors?.map(({ limit }) => limit).sort()).toEqual(
      [...NAMES, ...PADDING].sort(),
    );
  });

  it('are dispatched, masked and watched by their own names', async () => {
    const { protocol } = await load<{ protocol: any }>(join(out, 'protocol.ts')); // oxlint-disable-line no-explicit-any -- a generated module
    for (const name of MESSAGES) {
      expect(protocol.dispatchFromWidget('push', name, {})).toMatchObject({
        status: 'valid',
        name,
      });
      expect(protocol.checkPageResult(name, {})).toHaveLength(1);
      expect(protocol.checkPageResult(name, { [name]: 'x' })).toBeUndefined();
      expect(Object.hasOwn(protocol.masks.fromWidget, name)).toBe(true);
      expect(protocol.masks.fromWidget[name].body).toEqual({ [name]: 0 });
    }
    for (const name of NAMES) {
      expect(protocol.masks.fromWidget.notice.body.linked[name]).toEqual({ id: 0, owner: 'name' });
    }
    const uses: unknown[] = [];
    protocol
      .watchDeprecated((use: unknown) => uses.push(use))
      .plugin({ name: 'p', pushes: everywhere(() => {}) });
    expect(uses).toHaveLength(MESSAGES.length);
    expect(protocol.dispatchFromWidget('push', 'toLocale', {})).toEqual({ status: 'unknown' });
  });

  it('have no change against themselves, and a change is found in each', async () => {
    const protocol = await loadProtocol({ schemas });
    expect(diffProtocols(protocol, structuredClone(protocol))).toEqual([]);
    const good = await loadProtocol({ schemas: here('fixtures/good') });
    const added = diffProtocols(good, protocol).filter(({ rule }) => rule === 'MESSAGE_ADDED');
    expect(added).toHaveLength(2 * MESSAGES.length);
  });

  it.each(['__proto__', '\ud800', 'a\udc00'])('are refused if their name is %j', async (name) => {
    const bad = await schemasWith();
    await edit(bad, 'shared/thing.json', (thing) => {
      thing['allOf'] = [{ required: [name] }];
      Object.defineProperty(thing['properties'], name, { value: {}, enumerable: true });
    });
    expect(
      (await checkProtocol({ schemas: bad })).map(({ rule, pointer }) => `${rule} ${pointer}`),
    ).toEqual([`MEMBER_UNSAFE /properties/${name}`, 'MEMBER_UNSAFE /allOf/0/required/0']);
  });
});
