import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProtocol, generate, printViolation } from '../src/index.js';
import { edit, freshFolder, load, schemasWith } from './support.js';

const NOTICE = 'toy/from-widget/push/notice.json';
const THING = 'shared/thing.json';

/** Schemas of the wire `toy` with members that these wires have. */
const schemasOf = async (wires: readonly string[]): Promise<string> => {
  const schemas = await schemasWith();
  const marked = { type: 'string', description: 'Heavy.', 'x-wires': wires };
  await edit(schemas, NOTICE, (notice) => {
    notice['properties'].weight = marked;
    notice['properties'].parcels = {
      type: 'array',
      items: { type: 'object', properties: { weight: marked, size: { type: 'string' } } },
    };
  });
  await edit(schemas, THING, (thing) => {
    thing['properties'].colour = { ...marked, 'x-personal': 'name' };
  });
  return schemas;
};

interface Generated {
  readonly types: string;
  readonly masks: { readonly fromWidget: Readonly<Record<string, { readonly body?: object }>> };
  readonly isNotice: (body: unknown) => boolean;
  readonly page: string;
}

const generated = async (wires: readonly string[]): Promise<Generated> => {
  const schemas = await schemasOf(wires);
  const out = await freshFolder();
  await generate({ schemas, out, docs: join(out, 'docs') });
  const { isNotice } = await load<Pick<Generated, 'isNotice'>>(join(out, 'validators.js'));
  const { masks } = await load<Pick<Generated, 'masks'>>(join(out, 'messages.ts'));
  return {
    ...{ isNotice, masks },
    types: await readFile(join(out, 'types.ts'), 'utf8'),
    page: await readFile(join(out, 'docs/reference/from-widget/notice.md'), 'utf8'),
  };
};

describe('a member that other wires have', () => {
  it('has a type and documents, and is not checked', async () => {
    const { types, isNotice, page } = await generated(['moon']);
    expect(types).toMatch(/interface Notice \{[^}]*readonly weight\?:/);
    expect(types).toMatch(/interface Thing \{[^}]*readonly colour\?:/);
    expect(page).toContain('Only on moon.');
    const thing = { id: '1' };
    expect(isNotice({ thing, weight: 5 })).toBe(true);
    expect(isNotice({ thing: { ...thing, colour: 5 } })).toBe(true);
    expect(isNotice({ thing, parcels: [{ weight: 5 }] })).toBe(true);
    expect(isNotice({ thing, parcels: [{ size: 5 }] })).toBe(false);
    expect(isNotice({ thing: { id: 5 } })).toBe(false);
  });

  it('is not shown in diagnostics', async () => {
    const { masks } = await generated(['moon']);
    expect(JSON.stringify(masks)).not.toMatch(/weight/);
    expect(JSON.stringify(masks)).not.toMatch(/"colour":"name"/);
  });

  it('must be optional', async () => {
    const schemas = await schemasOf(['moon']);
    await edit(schemas, NOTICE, (notice) => notice['required'].push('weight'));
    await edit(schemas, NOTICE, (notice) => (notice['examples'][0].weight = 'much'));
    expect((await checkProtocol({ schemas })).map(printViolation)).toEqual([
      `${NOTICE}#/properties/weight/x-wires ANNOTATION_INVALID expected no "x-wires" at a required member, received it (line 25)`,
    ]);
  });
});

describe('a member that this wire has, and not all others', () => {
  it('is checked and shown as any other', async () => {
    const { types, isNotice, masks } = await generated(['moon', 'toy']);
    expect(types).toMatch(/interface Notice \{[^}]*readonly weight\?:/);
    expect(isNotice({ thing: { id: '1' }, weight: 5 })).toBe(false);
    expect(isNotice({ thing: { id: '1' }, parcels: [{ weight: 5 }] })).toBe(false);
    expect(isNotice({ thing: { id: '1' }, weight: 'much' })).toBe(true);
    expect(masks.fromWidget['notice']?.body).toMatchObject({ weight: 0 });
  });
});
