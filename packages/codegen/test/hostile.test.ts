import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeHostile } from './hostile-suite.js';
import { HOSTILE, hostileProtocol } from './hostile.js';
import { here } from './support.js';

// The long tests have each text alone.
describe('hostile text at every place of a schema', () => {
  describeHostile([HOSTILE.join(' '), [...HOSTILE].reverse().join('\n\n'), '__proto__']);
});

/** The keywords of the meta-schemas whose value may contain any text. */
const freeTexts = (): ReadonlySet<string> => {
  const metas = ['definition', 'message', 'wire'].map(
    (name) =>
      JSON.parse(readFileSync(here(`../../../schemas/meta/${name}.schema.json`), 'utf8')) as Meta,
  );
  const definitions = Object.assign({}, ...metas.map((meta) => meta.definitions)) as Readonly<
    Record<string, Meta>
  >;
  const found = new Set<string>();
  const isFree = (meta: Meta): boolean => {
    if (meta.$ref !== undefined) {
      const name = meta.$ref.split('/').at(-1) as string;
      return isFree(definitions[name] ?? {});
    }
    if (meta.enum !== undefined || meta.const !== undefined || meta.pattern !== undefined)
      return false;
    if (meta.items !== undefined) return isFree(meta.items);
    if (meta.allOf !== undefined) return meta.allOf.every(isFree);
    return (
      [meta.type].flat().includes('string') ||
      Object.keys(meta).every(
        (key) =>
          ['description', 'minItems', 'uniqueItems'].includes(key) ||
          (key === 'type' && meta.type === 'array'),
      )
    );
  };
  const visit = (meta: Meta): void => {
    for (const [name, sub] of Object.entries(meta.properties ?? {})) {
      if (isFree(sub)) found.add(name);
      visit(sub);
    }
    for (const sub of Object.values(meta.definitions ?? {})) visit(sub);
  };
  metas.forEach(visit);
  // For editors only.
  found.delete('$schema');
  return found;
};

interface Meta {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly allOf?: readonly Meta[];
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly pattern?: string;
  readonly items?: Meta;
  readonly properties?: Readonly<Record<string, Meta>>;
  readonly definitions?: Readonly<Record<string, Meta>>;
}

it('is at every place where the meta-schemas allow any text', () => {
  const reached = new Set<string>();
  const visit = (json: unknown, name: string): void => {
    if (typeof json === 'string' && json.includes('☠')) reached.add(name);
    if (typeof json !== 'object' || json === null) return;
    for (const [member, inner] of Object.entries(json)) {
      if (member.includes('☠')) reached.add(name);
      visit(inner, Array.isArray(json) ? name : member);
    }
  };
  for (const hasErrors of [true, false]) visit(hostileProtocol('☠', hasErrors), '');
  const missing = [...freeTexts()].filter((name) => !reached.has(name));
  // Roles name messages, which have plain names.
  expect(missing).toEqual(['register']);
  expect(freeTexts().size).toBeGreaterThan(20);
  expect([...reached]).toEqual(
    expect.arrayContaining([
      'properties',
      'pattern',
      'capabilities',
      'once',
      'match',
      'constants',
      'defaults',
    ]),
  );
});
