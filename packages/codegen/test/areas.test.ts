import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProtocol, generate, loadProtocol } from '../src/index.js';
import { edit, freshFolder, load, schemasWith } from './support.js';

const ASK = 'toy/from-widget/request/ask.json';
const NOTICE = 'toy/from-widget/push/notice.json';

/** Schemas with a message of the area `inks`. */
const schemasWithArea = async (): Promise<string> => {
  const schemas = await schemasWith();
  await edit(schemas, NOTICE, (notice) => (notice['x-message'].area = 'inks'));
  return schemas;
};

interface Protocol {
  readonly requests: object;
  readonly pushes: object;
  dispatchFromWidget(envelope: string, type: string, body: unknown): object;
}

/** The folder with what was generated. */
const generated = async (schemas: Promise<string> = schemasWithArea()): Promise<string> => {
  const out = await freshFolder();
  await generate({ schemas: await schemas, out });
  return out;
};

const protocolIn = async (...path: readonly string[]): Promise<Protocol> =>
  (await load<{ protocol: Protocol }>(join(...path, 'protocol.ts'))).protocol;

const THING = { thing: { id: '1' } };

describe('an area', () => {
  it('has its messages alone', async () => {
    const protocol = await protocolIn(await generated(), 'areas/inks');
    expect(Object.keys(protocol.pushes)).toEqual(['notice']);
    expect(Object.keys(protocol.requests)).toEqual([]);
    expect(protocol.dispatchFromWidget('push', 't-notice', THING)).toMatchObject({
      status: 'valid',
    });
    expect(protocol.dispatchFromWidget('push', 't-notice', {})).toMatchObject({
      status: 'invalid',
    });
    expect(protocol.dispatchFromWidget('request', 't-ask', [])).toEqual({ status: 'unknown' });
  });

  it('is "base" for the messages without one', async () => {
    const protocol = await protocolIn(await generated(), 'areas/base');
    expect(Object.keys(protocol.pushes)).toEqual(['ready']);
    expect(Object.keys(protocol.requests)).toEqual(['ask']);
    expect(protocol.dispatchFromWidget('push', 't-notice', THING)).toEqual({ status: 'unknown' });
  });

  it('is a part of the whole, whose types and validators it shares', async () => {
    const out = await generated();
    const protocol = await protocolIn(out);
    expect(Object.keys(protocol.pushes).sort()).toEqual(['notice', 'ready']);
    expect(Object.keys(protocol.requests)).toEqual(['ask']);
    const names = await readdir(join(out, 'areas/inks'));
    expect(names).not.toContain('types.ts');
    expect(names).not.toContain('validators.js');
    expect(await readFile(join(out, 'areas/inks/dispatcher.ts'), 'utf8')).toContain(
      "from '../../validators.js'",
    );
  });

  it('that no message has any more is removed', async () => {
    const schemas = await schemasWithArea();
    const out = await generated(Promise.resolve(schemas));
    await edit(schemas, NOTICE, (notice) => (notice['x-message'].area = 'pens'));
    const stale = await generate({ schemas, out, check: true });
    expect(stale.removed).toContain(`${out}/areas/inks/protocol.ts`);
    await generate({ schemas, out });
    expect(await readdir(join(out, 'areas/pens'))).toContain('protocol.ts');
    await expect(readFile(join(out, 'areas/inks/protocol.ts'))).rejects.toThrow('ENOENT');
  });

  it('is not there, where no message has one', async () => {
    expect(await readdir(await generated(schemasWith()))).not.toContain('areas');
  });

  it.each(['base', 'Inks', 'ink-set', '', 5])('cannot be named %j', async (area) => {
    const schemas = await schemasWith();
    await edit(schemas, ASK, (ask) => (ask['x-message'].area = area));
    const violations = await checkProtocol({ schemas });
    expect(violations.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      '/x-message/area ANNOTATION_INVALID',
    ]);
  });

  it('has either all messages of a wire type or none', async () => {
    const schemas = await schemasWith('rules/AREA_DIVIDED');
    const rules = async (): Promise<readonly string[]> =>
      (await checkProtocol({ schemas })).map(({ rule }) => rule);
    expect(await rules()).toEqual(['AREA_DIVIDED']);
    await edit(schemas, NOTICE, (notice) => (notice['x-message'].area = 'inks'));
    expect(await rules()).toEqual([]);
  });

  it('is not a part of the model: a protocol has all messages', async () => {
    const { messages } = await loadProtocol({ schemas: await schemasWithArea() });
    expect(messages.map(({ name }) => name)).toContain('notice');
  });
});
