import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, loadProtocol } from '../src/index.js';
import { edit, freshFolder, here, load, schemasWith } from './support.js';

interface Validators {
  readonly [name: string]: (value: unknown) => boolean;
}

const TOLD = 'toy/from-widget/push/told.json';

/** The validators of the small protocol, with another schema for one member. */
const colourWith = async (schema: object): Promise<(colour: unknown) => boolean> => {
  const schemas = await schemasWith();
  await edit(schemas, TOLD, (told) => (told['properties'].colour = schema));
  const out = await freshFolder();
  await generate({ schemas, out });
  const { isTold } = await load<Validators>(join(out, 'validators.js'));
  return (colour) => isTold?.({ thing: { id: '1' }, colour }) === true;
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
    await generate({ schemas: folder, out, docs: join(folder, 'docs') });
    const dispatcher = await load<{ dispatchFromWidget: (...args: unknown[]) => unknown }>(
      join(out, 'dispatcher.ts'),
    );
    expect(dispatcher.dispatchFromWidget('push', 't-told', {})).toEqual({ status: 'unknown' });
    expect(await readFile(join(folder, 'docs/examples.ts'), 'utf8')).toContain(
      'export const widgetExamples: {} = {};',
    );
  });

  it('puts documents beside the code if asked', async () => {
    const out = await freshFolder();
    await generate({ schemas: here('fixtures/good'), out, docs: out });
    expect(await readFile(join(out, 'examples.ts'), 'utf8')).toContain("from './types.js';");
  });

  it('gives a model that nobody can change', async () => {
    const { messages } = await loadProtocol({ schemas: here('fixtures/good') });
    expect(messages.map(({ name }) => name)).toEqual(['ask', 'enrol', 'ready', 'told']);
    expect(Object.isFrozen(messages[0]?.data?.schema)).toBe(true);
  });

  it('does not read definitions that no message needs', async () => {
    const schemas = await schemasWith();
    await rm(join(schemas, TOLD));
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

  it('types what only descriptions tell apart', async () => {
    const schemas = await schemasWith();
    await edit(schemas, TOLD, (told) => {
      told['properties'].colour = {
        type: ['object', 'null'],
        properties: {
          list: { type: 'array' },
          flag: { type: 'boolean', deprecated: true },
          old: { const: 1, deprecated: true },
          any: { description: 'Anything.' },
          bare: { type: ['object', 'null'] },
        },
      };
    });
    const out = await freshFolder();
    await generate({ schemas, out });
    const types = await readFile(join(out, 'types.ts'), 'utf8');
    expect(types.slice(types.indexOf('export interface Told'))).toMatchInlineSnapshot(`
      "export interface Told {
        /**
         * The thing.
         */
        readonly thing: Thing;
        readonly colour?:
          | ({
              readonly list?: readonly unknown[] | undefined;
              /**
               * @deprecated
               */
              readonly flag?: boolean | undefined;
              /**
               * @deprecated
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
      "
    `);
  });
});
