// oxlint-disable unicorn/no-thenable -- keywords of schemas
import { describe, expect, it } from 'vitest';
import type { Message, Protocol } from '../model.js';
import type { Schema } from '../schema.js';
import { deprecationStatements } from './deprecations.js';

const old: Schema = { type: 'string', 'x-deprecated': 'Use new.' };

/** The pointers of deprecated members in the body of a push of the page. */
const pointersOf = (
  schema: Schema,
  definitions: Readonly<Record<string, Schema>> = {},
): string[] => {
  const body = { title: 'Note', required: true, schema };
  const message = { kind: 'push', name: 'note', from: 'page', live: true, body } as Message;
  const protocol = {
    messages: [message],
    definitions: Object.entries(definitions).map(([title, one]) => ({ title, schema: one })),
  } as unknown as Protocol;
  const table = deprecationStatements(protocol).find((text) => text.includes('deprecatedBodies:'));
  return [...(table ?? '').matchAll(/\["(\/[^"]*)"/g)].map(([, pointer]) => pointer as string);
};

describe('deprecated members', () => {
  const members: Schema = { properties: { a: old } };

  it.each<[string, Schema, readonly string[]]>([
    ['a branch of oneOf', { oneOf: [members, { properties: { b: old } }] }, ['/a', '/b']],
    ['then and else', { if: {}, then: members, else: { properties: { b: old } } }, ['/a', '/b']],
    ['a dependency', { dependencies: { x: members } }, ['/a']],
    ['a tuple', { prefixItems: [{}, members] }, ['/1/a']],
    ['a list', { items: members }, ['/*/a']],
    ['a record', { additionalProperties: members }, ['/*/a']],
  ])('are found in %s', (_what, schema, expected) => {
    expect(pointersOf(schema)).toEqual(expected);
  });

  it.each<[string, Schema]>([
    ['members that are not named', { properties: { b: {} }, additionalProperties: old }],
    ['names that match a pattern', { patternProperties: { a: old } }],
    ['entries behind a tuple', { prefixItems: [{}], items: old }],
  ])('are not searched where a path would report others, too: %s', (_what, schema) => {
    expect(pointersOf(schema)).toEqual([]);
  });

  it('are found once in a definition that contains itself', () => {
    const tree: Schema = { properties: { a: old, next: { $ref: 'Tree' } } };
    expect(pointersOf({ properties: { tree: { $ref: 'Tree' } } }, { Tree: tree })).toEqual([
      '/tree/a',
    ]);
  });

  it('are found among many definitions that contain each other', () => {
    const titles = Array.from({ length: 30 }, (_, index) => `Part${index}`);
    const refs = Object.fromEntries(titles.map((title) => [title, { $ref: title }]));
    const definitions = Object.fromEntries(
      titles.map((title) => [title, { properties: { a: old, ...refs } }]),
    );
    const found = pointersOf({ $ref: 'Part0' }, definitions);
    expect(found).toContain('/a');
    expect(found.length).toBeLessThanOrEqual(200);
  });
});
