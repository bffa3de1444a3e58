import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createHost,
  definePlugin,
  type HostEvents,
  type MessageMaps,
  type PluginDefinition,
  type Protocol,
  type TransportEvent,
} from '@jackfield/core';
import { protocol as ringcx } from '@jackfield/core/ringcx';
import { generate } from '../../codegen/src/index.js';
import { edit, here, load } from '../../codegen/test/support.js';
import { createTestClock, settle } from '../../testing/src/test-clock.js';

/** Whatever messages the generated protocol has. */
interface AnyMaps extends MessageMaps {
  readonly requests: Readonly<Record<string, { readonly data: unknown; readonly result: unknown }>>;
  readonly pushes: Readonly<Record<string, unknown>>;
  readonly pageRequests: Readonly<
    Record<string, { readonly data: unknown; readonly result: unknown }>
  >;
  readonly pagePushes: Readonly<Record<string, object>>;
}

const REQUEST = 'booth/from-widget/request';
const USE_APPROVE = 'Handle approve, which is asked before a strip is printed.';

let out: string;
let protocol: Protocol<AnyMaps>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'jackfield-deprecated-'));
  const schemas = join(out, 'schemas');
  await cp(here('fixtures/second'), schemas, { recursive: true });
  const mark = { deprecated: true, 'x-deprecated': 'Leave it out.' };
  await edit(schemas, `${REQUEST}/archive.json`, (archive) =>
    Object.assign(archive, { ...mark, 'x-deprecated': 'Handle approve.' }),
  );
  await edit(schemas, 'shared/customer.json', (customer) =>
    Object.assign(customer['properties'].loyalty, mark),
  );
  // In the entries of a record, by a definition that other messages share.
  await edit(schemas, `${REQUEST}/archive.json`, (archive) => {
    archive['properties'].result = {
      type: 'object',
      additionalProperties: {
        type: 'array',
        items: { allOf: [{ $ref: '../../../shared/customer.json' }] },
      },
    };
    archive['examples'] = [{ data: { visit: { id: '7' } } }];
  });
  await generate({ schemas, out });
  ({ protocol } = await load<{ protocol: Protocol<AnyMaps> }>(join(out, 'protocol.ts')));
  return () => rm(out, { recursive: true });
});

/** A host of the invented protocol, and what it reported about deprecated things. */
async function start(...plugins: readonly PluginDefinition<AnyMaps>[]) {
  const posted: unknown[] = [];
  const reported: HostEvents['deprecated'][] = [];
  let listener: ((event: TransportEvent) => void) | undefined;
  const host = createHost<AnyMaps>({
    service: 'Acme',
    protocol,
    clock: createTestClock(),
    plugins: plugins.map((plugin) => definePlugin(plugin, protocol)),
    widget: {
      transport: {
        send: (envelope) => void posted.push(structuredClone(envelope)),
        subscribe(to) {
          listener = to;
          to({ type: 'load' });
          return () => undefined;
        },
      },
    },
  });
  host.on('deprecated', (use) => reported.push(use));
  const receive = async (data: unknown): Promise<void> => {
    listener?.({ type: 'message', data });
    await settle();
  };
  await receive({ envelope: 'booth/hello' });
  return { host, reported, posted, receive };
}

const ask = (topic: string, input: unknown): unknown => ({
  envelope: 'ask',
  ref: `r${Math.random()}`,
  content: { topic, input },
});

const VISIT = { visit: { id: '7' } };

describe('nothing is reported', () => {
  it('by a protocol in which nothing is deprecated, and it carries nothing for it', () => {
    expect(ringcx).not.toHaveProperty('watchDeprecated');
  });

  it('of what is not deprecated', async () => {
    const { host, reported, receive } = await start({
      name: 'acme',
      requests: { approve: () => true },
      pushes: { paperLow: () => undefined },
    });
    await host.send('showText', { text: 'Smile!' });
    await receive(ask('booth/approve', { photos: [['a']] }));
    expect(reported).toEqual([]);
  });

  it('of a handler that is declared and absent', async () => {
    const { reported } = await start({ name: 'acme', pushes: { stripMade: undefined } });
    expect(reported).toEqual([]);
  });

  it('of a deprecated member that the widget sends', async () => {
    const { reported, receive } = await start({
      name: 'acme',
      pushes: { paperLow: () => undefined },
    });
    await receive({ envelope: 'note', topic: 'booth/paperLow', left: 3, since: null });
    expect(reported).toEqual([]);
  });

  it('of a deprecated member that is undefined', async () => {
    const { host, reported } = await start();
    await host.send('showText', { text: 'Smile!', until: undefined });
    expect(reported).toEqual([]);
  });

  it('of a message that is refused', async () => {
    const { host, reported } = await start();
    await expect(host.send('showText', { text: 5, until: 7 })).rejects.toThrow(
      'Expected string at /text',
    );
    expect(reported).toEqual([]);
  });
});

describe('deprecated', () => {
  it('reports each plugin that listens to a deprecated message, once', async () => {
    const listens = { pushes: { stripMade: () => undefined } };
    const { host, reported, receive } = await start({ name: 'one', ...listens });
    host.add(definePlugin<AnyMaps>({ name: 'two', ...listens }, protocol));
    const strip = { photos: [['a']], price: 4 };
    await receive({ envelope: 'note', topic: 'booth/stripMade', strip });
    await receive({ envelope: 'note', topic: 'booth/stripMade', strip });
    const use = { name: 'stripMade', from: 'widget', advice: USE_APPROVE };
    expect(reported).toEqual([
      { ...use, plugin: 'one' },
      { ...use, plugin: 'two' },
    ]);
  });

  it('reports a plugin that handles a deprecated request, or keeps its invalid data, once', async () => {
    const { reported } = await start({
      name: 'acme',
      requests: { archive: () => ({}) },
      invalid: { archive: () => undefined },
    });
    expect(reported).toEqual([
      { name: 'archive', from: 'widget', plugin: 'acme', advice: 'Handle approve.' },
    ]);
  });

  it('reports what the page sends: a message once, a member once', async () => {
    const { host, reported } = await start();
    for (const text of ['One', 'Two']) await host.send('showText', { text, until: 'forever' });
    host.request('countSheets').catch(() => undefined);
    host.request('countSheets', { tray: 'upper' }).catch(() => undefined);
    await settle();
    expect(reported).toEqual([
      {
        name: 'showText',
        from: 'page',
        part: 'body',
        pointer: '/until',
        advice: 'Send an empty text when it has to go.',
      },
      { name: 'countSheets', from: 'page', advice: 'Listen to paperLow.' },
    ]);
  });

  it('reports a member of a result by the schema alone, without a value or a key of it', async () => {
    const { reported, receive, posted } = await start({
      name: 'acme',
      requests: { archive: () => ({ 'Ada Lovelace': [{ loyalty: 'card 42' }, {}] }) },
    });
    await receive(ask('booth/archive', VISIT));
    await receive(ask('booth/archive', VISIT));
    expect(posted).toContainEqual(expect.objectContaining({ envelope: 'reply' }));
    expect(reported.slice(1)).toEqual([
      {
        name: 'archive',
        from: 'widget',
        plugin: 'acme',
        part: 'result',
        pointer: '/*/*/loyalty',
        advice: 'Leave it out.',
      },
    ]);
    expect(JSON.stringify(reported)).not.toMatch(/Ada|card 42/);
  });

  it('lets a result that throws when it is read fail as it does without', async () => {
    const { host, reported, receive } = await start({
      name: 'acme',
      requests: {
        archive: () => ({
          get ada(): unknown {
            throw new Error('a getter');
          },
        }),
      },
    });
    const failed: HostEvents['invalid'][] = [];
    host.on('invalid', (event) => failed.push(event));
    await receive(ask('booth/archive', VISIT));
    expect(failed.map(({ error }) => error.code)).toEqual(['INVALID_RESULT']);
    expect(reported).toHaveLength(1);
  });

  it('is reported by each host', async () => {
    for (const { reported } of [
      await start({ name: 'acme', pushes: { stripMade: () => undefined } }),
      await start({ name: 'acme', pushes: { stripMade: () => undefined } }),
    ]) {
      expect(reported).toHaveLength(1);
    }
  });

  it('strikes the key of a handler through in an editor', () => {
    const file = join(out, 'plugin.ts');
    const core = join(here('../../core'), 'src/index.js');
    const text = `import { definePlugin } from '${core}';
import type { Messages } from './messages.js';
export const plugin = definePlugin<Messages>({ name: 'acme', pushes: {  } });
`;
    const service = ts.createLanguageService({
      getCompilationSettings: () => ({
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        target: ts.ScriptTarget.ES2022,
        strict: true,
        skipLibCheck: true,
      }),
      getScriptFileNames: () => [file],
      getScriptVersion: () => '1',
      getScriptSnapshot: (name) => {
        const found = name === file ? text : ts.sys.readFile(name);
        return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
      },
      getCurrentDirectory: () => out,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
    });
    const offered = service.getCompletionsAtPosition(file, text.indexOf('{  }') + 2, {});
    const struck = offered?.entries
      .filter(({ kindModifiers }) => kindModifiers?.split(',').includes('deprecated'))
      .map(({ name }) => name);
    expect(offered?.entries.map(({ name }) => name)).toContain('paperLow');
    expect(struck).toEqual(['stripMade']);
    service.dispose();
  });
});
