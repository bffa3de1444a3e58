import { describe, expect, it } from 'vitest';
import { diffProtocols, loadProtocol, type Message, type Protocol } from '../../src/index.js';
import type { Schema } from '../../src/schema.js';
import { here } from '../support.js';

const base = await loadProtocol({ schemas: here('fixtures/good') });
const notice = base.messages.find(({ name }) => name === 'notice') as Message;

/** A protocol with one push for each body. */
const protocolOf = (
  definitions: Readonly<Record<string, Schema>>,
  bodies: readonly Schema[],
): Protocol => ({
  ...base,
  messages: bodies.map((schema, index) => {
    const title = `Push${index}`;
    const body = { title, required: true, schema };
    return { ...notice, name: `push${index}`, type: `t-${index}`, title, schema, body };
  }),
  definitions: Object.entries(definitions).map(([title, schema]) => ({
    file: `shared/${title}.json`,
    title,
    schema,
  })),
});

const rulesOf = (old: Protocol, next: Protocol): readonly string[] => [
  ...new Set(
    diffProtocols(old, next)
      .filter(({ breaks }) => breaks.length > 0)
      .map(({ rule }) => rule),
  ),
];

const LENGTH = 2000;

describe('a chain of 2,000 references', () => {
  const chain = (link: (ref: Schema) => Schema, end: Schema): Protocol => {
    const definitions = Array.from({ length: LENGTH }, (_, index) => [
      `Link${index}`,
      index === LENGTH - 1 ? end : link({ $ref: `Link${index + 1}` }),
    ]);
    return protocolOf(Object.fromEntries(definitions) as Record<string, Schema>, [
      { $ref: 'Link0' },
    ]);
  };
  const end: Schema = { type: 'object', properties: { z: { type: 'string' } } };

  it.each<[how: string, link: (ref: Schema) => Schema]>([
    ['by definitions that are another', (ref) => ref],
    ['by members', (ref) => ({ type: 'object', properties: { a: ref } })],
    ['by members that are required', (ref) => ({ required: ['a'], properties: { a: ref } })],
    ['by lists', (ref) => ({ type: 'array', items: ref })],
  ])('is compared to its end: %s', (_how, link) => {
    const old = chain(link, end);
    const optional: Schema = { ...end, properties: { ...end.properties, y: { type: 'string' } } };
    expect(rulesOf(old, chain(link, end))).toEqual([]);
    expect(rulesOf(old, chain(link, optional))).toEqual([]);
    expect(rulesOf(old, chain(link, { ...end, required: ['z'] }))).not.toEqual([]);
  });
});
