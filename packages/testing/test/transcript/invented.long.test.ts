import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createHost,
  definePlugin,
  type Host,
  type MessageMaps,
  type Plugin,
  type Protocol,
  type Transport,
  type TransportEvent,
} from '@jackfield/core';
import type { Envelopes } from '@jackfield/core/protocol';
import {
  arbitraryOf,
  createTestClock,
  record,
  type Replay,
  replay,
  type TestClock,
} from '@jackfield/testing';
import { sample } from 'fast-check';
import { expect, it } from 'vitest';
import { ROWS } from '../../../codegen/test/envelopes/wires.js';
import { foreignFolder } from '../../../codegen/test/foreign-folder.js';
import { inventedFiles, KINDS, MESSAGES } from '../../../codegen/test/invented.js';
import { load } from '../../../codegen/test/support.js';
import { checkTranscript, generate } from '../../../codegen/src/index.js';
import { settle } from '../../src/test-clock.js';
import { linesOf } from './support.js';

const SECRET = 'Ada Lovelace';

/** The kinds whose texts may have any value; in a choice, an object would be as personal as a text. */
const FREE = Object.keys(KINDS).filter((name) => name !== 'Conditional' && name !== 'Unions');

/**
 * The kinds with members or entries that no schema describes, except by a constant. A transcript hides
 * them, so that they differ from it.
 */
const HIDDEN = ['AnyValues', 'ConstObject', 'Containing', 'Distinct'];

const isHidden = (message: string): boolean =>
  HIDDEN.some((name) => message.toLowerCase().replace(/^ask/, '') === name.toLowerCase());

type Difference = Replay['differences'][number];

/** Its files with requests of the widget, and with each text that may have any value a personal one. */
const personalFiles = (): Readonly<Record<string, unknown>> => {
  const files = Object.entries(inventedFiles());
  const asked = files.flatMap(([path, json]) =>
    path.startsWith('calls/') ? [[path.replace('calls/', 'asks/Ask'), json] as const] : [],
  );
  return Object.fromEntries(
    [...files, ...asked].map(([path, json]) => {
      const isFree = FREE.some((name) => path === `shared/${name}.json`);
      const text = JSON.stringify(json);
      const personal = text.replaceAll(
        '{"type":"string"}',
        '{"type":"string","x-personal":"name"}',
      );
      return [path, JSON.parse(isFree ? personal : text) as unknown];
    }),
  );
};

interface Exchange {
  readonly data: { readonly item: unknown };
  readonly result: unknown;
}

/** All of its requests, which the page and the widget send. */
interface Messages extends MessageMaps {
  readonly requests: Readonly<Record<string, Exchange>>;
  readonly pushes: Readonly<Record<string, unknown>>;
  readonly pageRequests: Readonly<Record<string, Exchange>>;
}

interface Kit {
  readonly definitions: Parameters<typeof arbitraryOf>[1];
  readonly widgetMessages: Readonly<
    Record<string, { readonly type: string; readonly body?: { readonly schema: object } }>
  >;
}

const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

it('an invented protocol with every kind of schema is recorded, checked and replayed', async () => {
  const { envelope } = ROWS.find(({ name }) => name.includes('JSON-RPC')) ?? {};
  const asked = {
    ...{ kind: 'request', from: 'widget', combine: 'first', deadlineMs: 1000 },
    ...{ data: 'asks/{name}.json', result: 'asks/{name}Response.json' },
  };
  const schemas = await foreignFolder(personalFiles(), {
    messages: [...MESSAGES, asked],
    envelope,
  });
  const out = join(schemas, 'out');
  await generate({ schemas, out, kit: join(out, 'kit') });
  const { protocol } = await load<{ protocol: Protocol<Messages> }>(join(out, 'protocol.ts'));
  const { envelopes } = await load<{ envelopes: Envelopes }>(join(out, 'messages.ts'));
  const { definitions, widgetMessages } = await load<Kit>(join(out, 'kit/schemas.ts'));
  const wire = { protocol, envelopes };

  const pluginThat = (answer: (item: unknown) => unknown): Plugin<Messages> =>
    definePlugin<Messages>(
      {
        name: 'acme',
        requests: Object.fromEntries(
          Object.keys(protocol.requests).map((name) => [
            name,
            ({ item }: Exchange['data']) => answer(item),
          ]),
        ),
        pushes: Object.fromEntries(
          Object.keys(protocol.pushes).map((name) => [name, () => undefined]),
        ),
      },
      protocol,
    );
  const echo = pluginThat((item) => ({ first: item, all: [item] }));
  const startWith =
    (plugin: Plugin<Messages>) =>
    ({ transport, clock }: { transport: Transport; clock: TestClock }): Host<Messages> =>
      createHost({ service: 'Acme', protocol, plugins: [plugin], widget: { transport }, clock });

  let listener: (event: TransportEvent) => void = () => undefined;
  let posted: unknown;
  const transport: Transport = {
    send: (message) => {
      posted = message;
    },
    subscribe(subscribed) {
      listener = subscribed;
      return () => undefined;
    },
  };
  const post = async (message: object): Promise<void> => {
    listener({ type: 'message', data: structuredClone({ jsonrpc: '2.0', ...message }) });
    await settle();
  };
  const host = startWith(echo)({ transport, clock: createTestClock() });
  const tape = record(host, { wire });
  listener({ type: 'load' });
  await settle();

  const count = { good: 0, bad: 0, secret: 0, hidden: 0 };
  for (const [name, { good, bad }] of Object.entries(KINDS)) {
    const personal = good.flatMap((item) => {
      const text = JSON.stringify(item).replaceAll(/"a?"(?=[,}\]]|$)/g, JSON.stringify(SECRET));
      const planted = JSON.parse(text) as unknown;
      const isPlanted = FREE.includes(name) && text.includes(SECRET) && name !== 'TypeList';
      const { status } = protocol.dispatchFromWidget('push', name, { item: planted });
      return isPlanted && status === 'valid' ? [planted] : [];
    });
    count.secret += personal.length;
    for (const item of [...good, ...personal]) {
      count.good += 1;
      if (isHidden(name)) count.hidden += 1;
      await post({ method: name, params: { item, box: { all: [item] } } });
      await post({ method: `Ask${name}`, params: { item }, id: `good-${count.good}` });
      const answer = host.request(camelCase(name), { item });
      await settle();
      await post({ id: (posted as { id: string }).id, result: { first: item } });
      expect(await answer).toEqual({ first: item });
    }
    for (const item of bad) {
      count.bad += 1;
      await post({ method: name, params: { item } });
      await post({ method: `Ask${name}`, params: { item }, id: `bad-${count.bad}` });
    }
  }
  let bodies = 0;
  for (const { type, body } of Object.values(widgetMessages)) {
    if (body === undefined) continue;
    for (const params of sample(arbitraryOf(body.schema, definitions), { numRuns: 5, seed: 1 })) {
      bodies += 1;
      await post({ method: type, params });
    }
  }
  await host.close();
  tape.stop();

  const text = tape.text();
  expect(count.secret).toBeGreaterThan(10);
  expect(text).not.toContain(SECRET);
  const outcomes = new Map<string, number>();
  for (const { direction, outcome } of linesOf(text))
    outcomes.set(`${direction} ${outcome}`, (outcomes.get(`${direction} ${outcome}`) ?? 0) + 1);
  expect(Object.fromEntries(outcomes)).toMatchObject({
    'in delivered': count.good + bodies,
    'in invalid': count.bad,
    'out answered': count.good,
    'out invalid': count.bad,
    'out sent': count.good,
    'in answered': count.good,
  });

  const file = join(schemas, 'calls.jsonl');
  await writeFile(file, text);
  const report = await checkTranscript({ file, schemas });
  expect(report).toMatchObject({ malformed: [], unknownTypes: [], strayResponses: 0, others: 0 });
  const isBad = (line: number): boolean =>
    /"(outcome":"invalid|id":"bad-)/.test(text.split('\n')[line - 1] ?? '');
  expect(report.invalid.filter(({ line, message }) => !isBad(line) && !isHidden(message))).toEqual(
    [],
  );
  expect(report.invalid.length).toBeGreaterThanOrEqual(count.bad);

  const differences = async (plugin: Plugin<Messages>): Promise<readonly Difference[]> => {
    const found = await replay(text, startWith(plugin), { wire });
    return found.differences.filter(({ name = '' }) => !isHidden(name));
  };
  expect(await differences(echo)).toEqual([]);
  const others = await differences(pluginThat(() => ({})));
  expect(others.map(({ kind }) => kind)).toEqual(
    Array.from({ length: count.good - count.hidden }, () => 'result'),
  );
});
