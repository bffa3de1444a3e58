import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import {
  assert,
  constant,
  constantFrom,
  jsonValue,
  nat,
  oneof,
  property,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generate, loadProtocol, type Message, type Part, type Protocol } from '../src/index.js';
import { here, load, SCHEMAS } from './support.js';

interface Guard {
  (value: unknown): boolean;
  readonly errors?: null | readonly { readonly pointer: string; readonly keyword: string }[];
}

const PARTS = ['body', 'data', 'result'] as const;

/** Any JSON-like value, with what JSON cannot say but structured clone can. */
const anything = oneof(
  constantFrom(undefined, null, Number.NaN, Infinity, '', 0, [], {}, true),
  jsonValue({ maxDepth: 2 }),
);

/** The same value with one place changed, left out, or added to. */
const mutated = (value: unknown): Arbitrary<unknown> => {
  const here = anything;
  if (typeof value !== 'object' || value === null) return here;
  const entries = Object.entries(value);
  const rebuild = (changed: readonly (readonly [string, unknown])[]): unknown =>
    Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
  const extra = tuple(constantFrom('unknown', 'a/b', 'c~d', 'toString'), anything).map(
    ([name, inner]) => rebuild([...entries, [name, inner]]),
  );
  if (entries.length === 0) return oneof(here, extra);
  const inside = nat(entries.length - 1).chain((index) => {
    const [name, inner] = entries[index] as [string, unknown];
    const without = entries.filter((_, other) => other !== index);
    return oneof(
      { weight: 1, arbitrary: constant(rebuild(without)) },
      {
        weight: 3,
        arbitrary: mutated(inner).map((next) =>
          rebuild(entries.map((entry, at) => (at === index ? [name, next] : entry))),
        ),
      },
    );
  });
  return oneof(
    { weight: 1, arbitrary: here },
    { weight: 6, arbitrary: inside },
    { weight: 2, arbitrary: extra },
  );
};

const copyOf = (value: unknown): unknown => structuredClone(value);

describe.each([
  ['invented', here('fixtures/second'), 'booth'],
  ['RingCX', SCHEMAS, 'ringcx'],
  ['RingEX', SCHEMAS, 'ringex'],
])('the validators of the %s protocol', (_name, schemas, wire) => {
  let out: string;
  let text: string;
  let guards: Readonly<Record<string, Guard>>;
  let protocol: Protocol;
  let plain: Ajv;

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'jackfield-validators-'));
    await generate({ schemas, wire, out });
    text = readFileSync(join(out, 'validators.js'), 'utf8');
    guards = await load(join(out, 'validators.js'));
    protocol = await loadProtocol({ schemas, wire });
    plain = new Ajv({ allErrors: true, strict: false, strictNumbers: false });
    for (const { title, schema } of protocol.definitions) plain.addSchema(schema, title);
    return () => rm(out, { recursive: true });
  });

  const cases = (): readonly (readonly [Message, Part, readonly unknown[]])[] =>
    protocol.messages
      .filter(({ live }) => live)
      .flatMap((message) =>
        PARTS.flatMap((member) => {
          const part = message[member];
          if (part === undefined) return [];
          const examples =
            member === 'body'
              ? message.examples
              : message.examples.map((pair) => (pair as Record<string, unknown>)[member]);
          return [[message, part, examples.filter((example) => example !== undefined)] as const];
        }),
      );

  it('need no other module and compile nothing in the page', () => {
    expect(text).not.toMatch(/\brequire\(|\bimport\b|new Function|\beval\b|schema\d/);
  });

  it('stand for every part of every message that is not internal or only declared, and no other', () => {
    const titles = cases().map(([, { title }]) => `is${title}`);
    expect(Object.keys(guards).sort()).toEqual(titles.sort());
  });

  it('agree with plain Ajv on mutated examples, issue by issue', () => {
    for (const [, { title, schema, checked = schema }, examples] of cases()) {
      const validate = plain.compile(checked);
      const guard = guards[`is${title}`] as Guard;
      const bodies = constantFrom(...examples, {}).chain((example) =>
        oneof(constant(example), mutated(example)),
      );
      assert(
        property(bodies, (body) => {
          const expected = validate(body);
          const issues = (validate.errors ?? []).map(
            ({ instancePath, keyword }) => `${instancePath} ${keyword}`,
          );
          expect(guard(body)).toBe(expected);
          const described = (guard.errors ?? []).map(
            ({ pointer, keyword }) => `${pointer} ${keyword}`,
          );
          // Of a value that may be null, only the issues of its other form are described.
          const hasNull = issues.some((issue) => issue.endsWith(' anyOf'));
          if (hasNull) expect(issues).toEqual(expect.arrayContaining(described));
          else expect(described.sort()).toEqual(issues.sort());
          expect(described.length > 0).toBe(!expected);
        }),
        { numRuns: 150 },
      );
    }
  });

  it('take every example, and take it with members that nobody knows', () => {
    for (const [, { title }, examples] of cases()) {
      const guard = guards[`is${title}`] as Guard;
      for (const example of examples) {
        expect(guard(example), title).toBe(true);
        expect(guard.errors).toEqual([]);
        const record = typeof example === 'object' && example !== null && !Array.isArray(example);
        const named = protocol.messages.some((message) =>
          PARTS.some(
            (member) =>
              message[member]?.title === title &&
              message[member]?.schema.additionalProperties !== undefined,
          ),
        );
        if (record && !named)
          expect(guard({ ...example, 'not known': { at: 'all' } }), title).toBe(true);
      }
    }
  });

  it('change nothing in what they read', () => {
    for (const [, { title }, examples] of cases()) {
      const guard = guards[`is${title}`] as Guard;
      assert(
        property(constantFrom(...examples, {}).chain(mutated), (body) => {
          const before = copyOf(body);
          guard(body);
          expect(body).toEqual(before);
        }),
        { numRuns: 30 },
      );
    }
  });

  it('stand members of Object.prototype and of arrays', () => {
    for (const [, { title }] of cases()) {
      const guard = guards[`is${title}`] as Guard;
      for (const body of [
        JSON.parse('{"__proto__": {"id": 1}}'),
        Object.create(null),
        [],
        [{}],
        'text',
        () => 0,
      ]) {
        expect(() => guard(body)).not.toThrow();
      }
    }
  });
});
