import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, loadProtocol } from '../src/index.js';
import { edit, freshFolder, here, load, SCHEMAS, schemasWith } from './support.js';

interface Validators {
  readonly [name: string]: (value: unknown) => boolean;
}

const NOTICE = 'toy/from-widget/push/notice.json';

/** The validators of the small protocol, with another schema for one member. */
const colourWith = async (schema: object): Promise<(colour: unknown) => boolean> => {
  const schemas = await schemasWith();
  await edit(schemas, NOTICE, (notice) => (notice['properties'].colour = schema));
  const out = await freshFolder();
  await generate({ schemas, out });
  const { isNotice } = await load<Validators>(join(out, 'validators.js'));
  return (colour) => isNotice?.({ thing: { id: '1' }, colour }) === true;
};

describe('edges', () => {
  it('makes something of a wire without messages', async () => {
    const folder = await freshFolder();
    await cp(here('fixtures/good/toy/wire.json'), join(folder, 'toy/wire.json'));
    await edit(folder, 'toy/wire.json', (wire) => {
      delete wire['roles'];
      delete wire['registration'];
    });
    const out = join(folder, 'out');
    const kit = join(folder, 'kit');
    await generate({ schemas: folder, out, docs: join(folder, 'docs'), spec: out, kit });
    const dispatcher = await load<{ dispatchFromWidget: (...args: unknown[]) => unknown }>(
      join(out, 'dispatcher.ts'),
    );
    expect(dispatcher.dispatchFromWidget('push', 't-notice', {})).toEqual({ status: 'unknown' });
    const examples = await readFile(join(kit, 'examples.ts'), 'utf8');
    expect(examples).toContain('export const widgetExamples: {} = {};');
    expect(examples).not.toContain('import');
    expect(await readFile(join(kit, 'schemas.ts'), 'utf8')).toContain(
      'export const pageMessages: {} = {};',
    );
  });

  it.each([
    ['the code', { kit: '.', typesModule: undefined }, './messages.js'],
    ['a folder below the code', { kit: 'kit', typesModule: undefined }, '../messages.js'],
    ['a folder beside the code', { kit: '../kit', typesModule: undefined }, '../code/messages.js'],
    ['a package of its own', { kit: 'kit', typesModule: '@acme/booth' }, '@acme/booth'],
  ])('lets a kit in %s find its types', async (_, { kit, typesModule }, module) => {
    const out = join(await freshFolder(), 'code');
    await generate({ schemas: here('fixtures/good'), out, kit: join(out, kit), typesModule });
    expect(await readFile(join(out, kit, 'examples.ts'), 'utf8')).toContain(
      `import type { Messages } from '${module}';`,
    );
  });

  it('knows in a kit every keyword that a schema may have', async () => {
    const kit = await freshFolder();
    await generate({ schemas: here('fixtures/good'), out: kit, kit });
    const text = await readFile(join(kit, 'schemas.ts'), 'utf8');
    const body = /export interface Schema \{([\s\S]+?)\n\}/.exec(text)?.[1] ?? '';
    const known = [...body.matchAll(/readonly '?([\w$-]+)'?\?:/g)].map(([, name]) => name);
    const meta = join(SCHEMAS, 'meta/definition.schema.json');
    const { definitions } = JSON.parse(await readFile(meta, 'utf8')) as {
      definitions: { schema: { properties: object } };
    };
    const words = ['title', 'description', 'examples', 'x-deprecated', 'x-wires'];
    const all = Object.keys(definitions.schema.properties);
    expect([...known, ...words]).toEqual(expect.arrayContaining(all));
  });

  it('gives a model that nobody can change', async () => {
    const { messages } = await loadProtocol({ schemas: here('fixtures/good') });
    expect(messages.map(({ name }) => name)).toEqual(['ask', 'enrol', 'notice', 'ready']);
    expect(Object.isFrozen(messages[0]?.data?.schema)).toBe(true);
  });

  it('does not read definitions that no message needs', async () => {
    const schemas = await schemasWith();
    await rm(join(schemas, NOTICE));
    await edit(schemas, 'shared/broken.json', (json) => (json['type'] = 'nonsense'));
    const { definitions } = await loadProtocol({ schemas });
    expect(definitions.map(({ title }) => title)).toEqual(['Thing']);
  });

  it('validates an enumeration of hundreds of values without loading anything', async () => {
    const values = Array.from({ length: 300 }, (_, index) => `colour ${index}`);
    const accepts = await colourWith({ enum: values });
    expect([accepts('colour 299'), accepts('colour 300')]).toEqual([true, false]);
  });

  it('validates values whose schema repeats the words of the generator', async () => {
    const accepts = await colourWith({
      type: 'object',
      required: ['import', 'path', 'x-y'],
      properties: {
        import: { type: 'string', pattern: '^require\\(' },
        path: { type: 'string' },
        instancePath: { type: 'number' },
        validate1: { const: 'eval(' },
        'x-y': { enum: ['a', 'b'] },
      },
    });
    expect(accepts({ import: 'require(1)', path: '', 'x-y': 'a' })).toBe(true);
    expect(accepts({ import: 'require(1)', path: '', 'x-y': 'a', instancePath: '' })).toBe(false);
    expect(accepts({ import: 'other', path: '', 'x-y': 'a' })).toBe(false);
    expect(accepts({ import: 'require(1)', path: '', 'x-y': 'c' })).toBe(false);
    expect(accepts({ import: 'require(1)', path: '' })).toBe(false);
  });

  it('types members that differ only in their descriptions', async () => {
    const schemas = await schemasWith();
    await edit(schemas, NOTICE, (notice) => {
      notice['properties'].colour = {
        type: ['object', 'null'],
        properties: {
          list: { type: 'array' },
          flag: {
            type: 'boolean',
            description: 'A flag.',
            deprecated: true,
            'x-deprecated': 'Use list.',
          },
          old: { const: 1, deprecated: true, 'x-deprecated': 'Use `any`.' },
          any: { description: 'Anything.' },
          bare: { type: ['object', 'null'] },
        },
      };
    });
    const out = await freshFolder();
    await generate({ schemas, out });
    const types = await readFile(join(out, 'types.ts'), 'utf8');
    expect(types.slice(types.indexOf('export interface Notice'))).toMatchInlineSnapshot(`
      "export interface Notice {
        /**
         * The thing.
         */
        readonly thing: Thing;
        readonly colour?:
          | ({
              readonly list?: readonly unknown[] | undefined;
              /**
               * A flag.
               *
               * @deprecated Use list.
               */
              readonly flag?: boolean | undefined;
              /**
               * @deprecated Use \`any\`.
               */
              readonly old?: 1 | undefined;
              /**
               * Anything.
               */
              readonly any?: unknown;
              readonly bare?:
                | ({
                    readonly [k: string]: unknown;
                  } | null)
                | undefined;
            } | null)
          | undefined;
      }

      /**
       * The widget listens.
       */
      export interface Ready {
        readonly [k: string]: unknown;
      }

      /**
       * A thing.
       */
      export interface Thing {
        readonly id: string;
        readonly owner?: string | undefined;
      }
      "
    `);
  });
});
