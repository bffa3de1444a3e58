import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProtocol, generate, loadProtocol } from '../src/index.js';
import { edit, freshFolder, load, schemasWith } from './support.js';

const ASK = 'toy/from-widget/request/ask.json';
const NOTICE = 'toy/from-widget/push/notice.json';

/** Schemas with a message of the area `inks`, which needs a definition that others do not. */
const schemasWithArea = async (): Promise<string> => {
  const schemas = await schemasWith();
  await edit(schemas, NOTICE, (notice) => {
    notice['x-message'].area = 'inks';
    notice['properties'].ink = { $ref: '../../../shared/ink.json' };
  });
  const definition = (title: string, properties: object): object => ({
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...{ title, description: 'Ink.', type: 'object', properties, examples: [{}] },
  });
  await edit(schemas, 'shared/ink.json', (json) =>
    Object.assign(json, definition('Ink', { tint: { $ref: './tint.json' } })),
  );
  await edit(schemas, 'shared/tint.json', (json) => Object.assign(json, definition('Tint', {})));
  return schemas;
};

interface Protocol {
  readonly requests: object;
  readonly pushes: object;
  dispatchFromWidget(envelope: string, type: string, body: unknown): object;
}

const generated = async (area?: string): Promise<{ protocol: Protocol; types: string }> => {
  const out = await freshFolder();
  const schemas = await schemasWithArea();
  await expect(generate({ schemas, out, area })).resolves.toMatchObject({ removed: [] });
  const { protocol } = await load<{ protocol: Protocol }>(join(out, 'protocol.ts'));
  return { protocol, types: await readFile(join(out, 'types.ts'), 'utf8') };
};

const titlesOf = (types: string): readonly (string | undefined)[] =>
  [...types.matchAll(/^export interface (\w+)/gm)].map(([, title]) => title);

const THING = { thing: { id: '1' } };

describe('an area', () => {
  it('has its messages, and what they refer to, by whatever way', async () => {
    const { protocol, types } = await generated('inks');
    expect(Object.keys(protocol.pushes)).toEqual(['notice']);
    expect(Object.keys(protocol.requests)).toEqual([]);
    expect(protocol.dispatchFromWidget('push', 't-notice', THING)).toMatchObject({
      status: 'valid',
    });
    expect(protocol.dispatchFromWidget('request', 't-ask', [])).toEqual({ status: 'unknown' });
    expect(titlesOf(types)).toEqual(expect.arrayContaining(['Notice', 'Thing', 'Ink', 'Tint']));
    expect(titlesOf(types)).not.toContain('Ask');
  });

  it('is "base" for the messages without one, which do not have the definitions of others', async () => {
    const { protocol, types } = await generated('base');
    expect(Object.keys(protocol.pushes)).toEqual(['ready']);
    expect(Object.keys(protocol.requests)).toEqual(['ask']);
    expect(protocol.dispatchFromWidget('push', 't-notice', THING)).toEqual({ status: 'unknown' });
    expect(titlesOf(types)).toContain('Thing');
    expect(titlesOf(types).filter((title) => title === 'Ink' || title === 'Tint')).toEqual([]);
  });

  it('is not chosen where none is named: all messages are generated', async () => {
    const { protocol } = await generated();
    expect(Object.keys(protocol.pushes).sort()).toEqual(['notice', 'ready']);
    expect(Object.keys(protocol.requests)).toEqual(['ask']);
  });

  it('that no message has is an error, and nothing is written', async () => {
    const [schemas, out] = [await schemasWithArea(), await freshFolder()];
    await expect(generate({ schemas, out, area: 'paper' })).rejects.toMatchObject({
      code: 'AREA_UNKNOWN',
      message: expect.stringContaining('has the area "paper"'),
    });
    await expect(readFile(join(out, 'types.ts'))).rejects.toThrow('ENOENT');
  });

  it.each(['base', 'Inks', 'ink-set', '', 5])('cannot be named %j', async (area) => {
    const schemas = await schemasWith();
    await edit(schemas, ASK, (ask) => (ask['x-message'].area = area));
    const violations = await checkProtocol({ schemas });
    expect(violations.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      '/x-message/area ANNOTATION_INVALID',
    ]);
  });

  it('is not a part of the model: a protocol has all messages', async () => {
    const { messages } = await loadProtocol({ schemas: await schemasWithArea() });
    expect(messages.map(({ name }) => name)).toContain('notice');
  });
});
