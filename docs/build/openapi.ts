// Makes each plugin's openapi.json from the schemas in its folder rest/ and in schemas/shared, and
// the TypeScript types of the bodies, which a test compares with the plugin's own.
import { readFileSync } from 'node:fs';
import { formatted } from '../../packages/codegen/src/emit/format.js';
import { emitTypes } from '../../packages/codegen/src/emit/types.js';
import type { Protocol } from '../../packages/codegen/src/model.js';
import type { Schema } from '../../packages/codegen/src/schema.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const ROOT = new URL('../../', import.meta.url);
const PLUGINS = ['packages/plugin-calllog/', 'packages/plugin-contacts/'];

/** Members whose keys are arbitrary names, so that a key `$ref` is not a reference. */
const DATA = new Set(['examples', 'default', 'const', 'enum']);

const read = (file: URL): Json => JSON.parse(readFileSync(file, 'utf8')) as Json;

/** All files that a document refers to, by title, with their references by title too. */
interface Bundle {
  readonly document: Json;
  readonly schemas: ReadonlyMap<string, Json>;
}

function bundle(file: URL): Bundle {
  const schemas = new Map<string, Json>();
  const files = new Map<string, string>();

  const refer = (target: URL): string => {
    const { href } = target;
    const path = href.slice(ROOT.href.length);
    const known = files.get(href);
    if (known !== undefined) return known;
    const schema = read(target);
    const title = (schema as { readonly title?: string }).title;
    if (title === undefined) throw new Error(`${path} has no title.`);
    if (schemas.has(title)) throw new Error(`${path}: another schema has the title ${title}.`);
    files.set(href, title);
    // Its place is kept, so that a schema that refers to itself is read once.
    schemas.set(title, null);
    schemas.set(title, walk(schema, target));
    return title;
  };

  const walk = (node: Json, base: URL): Json => {
    if (Array.isArray(node)) return node.map((each: Json) => walk(each, base));
    if (typeof node !== 'object' || node === null) return node;
    const { $ref, ...rest } = node as { readonly [name: string]: Json };
    if (typeof $ref === 'string' && !$ref.startsWith('#')) {
      const target = new URL($ref, base);
      if (Object.keys(rest).length > 0) throw new Error(`${base.href}: ${$ref} has siblings.`);
      const whole = read(target);
      // A part of a document rather than a schema: it is put where it is referred to.
      if ((whole as { readonly title?: Json }).title === undefined) return walk(whole, target);
      return { $ref: `#/components/schemas/${refer(target)}` };
    }
    return Object.fromEntries(
      Object.entries(node).map(([name, value]) => [
        name,
        DATA.has(name) ? value : walk(value, base),
      ]),
    );
  };

  const document = walk(read(file), file);
  return { document, schemas };
}

const sorted = (schemas: ReadonlyMap<string, Json>): readonly (readonly [string, Json])[] =>
  [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));

const REF = '#/components/schemas/';

/** References by bare title, as the generator's types want them. */
const byTitle = (node: Json): Json => {
  if (Array.isArray(node)) return node.map(byTitle);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      name === '$ref' && typeof value === 'string' ? value.slice(REF.length) : byTitle(value),
    ]),
  );
};

/** The files that `plugin` (a folder) should have, by their paths. */
export async function openApiFiles(plugin: string): Promise<ReadonlyMap<string, string>> {
  const { document, schemas } = bundle(new URL(`${plugin}rest/contract.json`, ROOT));
  const { components, ...rest } = document as { readonly [name: string]: Json };
  const whole = {
    ...rest,
    components: {
      schemas: Object.fromEntries(sorted(schemas)),
      ...(components as { readonly [name: string]: Json }),
    },
  };
  const types = await emitTypes({
    wire: { title: 'REST' },
    messages: [],
    definitions: sorted(schemas).map(([title, schema]) => ({
      title,
      schema: byTitle(schema) as unknown as Schema,
    })),
  } as unknown as Protocol);
  const body = types.replace(/^.*\n+/, '');
  return new Map([
    [`${plugin}openapi.json`, await formatted(JSON.stringify(whole), 'json')],
    [
      `${plugin}test/rest/wire-types.ts`,
      `// Made by docs/build/openapi.ts from ${plugin}rest. Do not edit.\n\n${body}`,
    ],
  ]);
}

export const openApiPlugins = (): readonly string[] => PLUGINS;
