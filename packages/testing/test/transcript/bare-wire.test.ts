import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createHost,
  definePlugin,
  type Host,
  type MessageMaps,
  type Protocol,
  type Transport,
  type TransportEvent,
} from '@jackfield/core';
import type { Envelopes } from '@jackfield/core/protocol';
import { createTestClock, record, replay, type TestClock } from '@jackfield/testing';
import { expect, it } from 'vitest';
import { radioSchemas } from '../../../codegen/test/radio.js';
import { freshFolder, load } from '../../../codegen/test/support.js';
import { checkTranscript, generate } from '../../../codegen/src/index.js';
import { settle } from '../../src/test-clock.js';
import { linesOf } from './support.js';

interface Find {
  readonly data: { readonly title: string };
  readonly result: { readonly tracks: readonly string[] };
}

interface Messages extends MessageMaps {
  readonly requests: { readonly findTracks: Find };
  readonly pushes: { readonly song: object };
  readonly pageRequests: { readonly volume: { readonly data: object; readonly result: number } };
}

type Answer = (data: Find['data'], signal: AbortSignal) => Promise<Find['result']> | Find['result'];

const byTitle: Answer = ({ title }, signal) => {
  if (title === 'fail') throw new Error('a secret reason');
  if (title === 'late')
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('late'))),
    );
  return { tracks: [title] };
};

it('a session on a wire without errors is recorded as it was posted, and replayed', async () => {
  const schemas = await radioSchemas();
  const out = await freshFolder();
  await generate({ schemas, wire: 'radio', out });
  const { protocol } = await load<{ protocol: Protocol<Messages> }>(join(out, 'protocol.ts'));
  const { envelopes } = await load<{ envelopes: Envelopes }>(join(out, 'messages.ts'));
  const wire = { protocol, envelopes };

  const start =
    (answer: Answer) =>
    ({ transport, clock }: { transport: Transport; clock: TestClock }): Host<Messages> => {
      const plugin = definePlugin<Messages>(
        {
          name: 'radio-log',
          requests: { findTracks: (data, { signal }) => answer(data, signal) },
          pushes: { song: () => undefined },
        },
        protocol,
      );
      return createHost({
        ...{ service: 'Acme', protocol, plugins: [plugin], widget: { transport }, clock },
      });
    };

  const clock = createTestClock();
  const posted: unknown[] = [];
  let listener: (event: TransportEvent) => void = () => undefined;
  const transport: Transport = {
    send: (envelope) => void posted.push(structuredClone(envelope)),
    subscribe(subscribed) {
      listener = subscribed;
      return () => undefined;
    },
  };
  const post = async (data: object): Promise<void> => {
    posted.push(structuredClone(data));
    listener({ type: 'message', data });
    await settle();
  };
  const ask = (askId: string, title: string): Promise<void> =>
    post({ type: 'ask', askId, path: '/acme/findTracks', body: { title } });

  const host = start(byTitle)({ transport, clock });
  const tape = record(host, { wire });
  listener({ type: 'load' });
  await settle();
  for (const type of ['radio-started', 'radio-tuned']) await post({ type });
  await post({ type: 'radio-play', kind: 'song', title: 'A', by: { band: 'B' } });
  await post({ type: 'radio-play', kind: 'other' });
  await ask('1', 'A');
  await ask('2', 'fail');
  const volume = host.request('volume', {});
  await settle();
  const { askId } = posted.at(-1) as { readonly askId: string };
  await post({ type: 'answer', answerId: askId, response: 7 });
  expect(await volume).toBe(7);
  await ask('3', 'late');
  // Longer than any request may take that has no time-out of its own.
  await clock.advance(5000);
  await settle();
  await host.close();
  tape.stop();

  const text = tape.text();
  const lines = linesOf(text);
  const answers = lines.flatMap(({ name, outcome, envelope }) => {
    const { type, response } = (envelope ?? {}) as Readonly<Record<string, unknown>>;
    return type === 'page-answer' ? [[name, outcome, response]] : [];
  });
  expect(answers).toEqual([
    ['findTracks', 'answered', { tracks: ['A'] }],
    ['findTracks', 'failed', { tracks: [] }],
    ['findTracks', 'failed', { tracks: [] }],
  ]);
  expect(text).not.toContain('secret');

  const file = join(out, 'session.jsonl');
  await writeFile(file, text);
  const report = await checkTranscript({ file, schemas });
  expect(report.messages).toEqual({
    ...{ 'page enlist': 3, 'page volume': 1, 'widget findTracks': 3, 'widget song': 1 },
    ...{ 'widget started': 1, 'widget talk': 1, 'widget tuned': 1 },
  });
  expect(report).toMatchObject({ unknownTypes: [], invalid: [], malformed: [], strayResponses: 0 });

  const same = await replay(text, start(byTitle), { wire });
  expect(same.differences, same.text()).toEqual([]);
  const other = await replay(
    text,
    start(() => ({ tracks: [] })),
    { wire },
  );
  expect(other.differences.map(({ kind, recorded }) => [kind, recorded])).toEqual([
    ['result', 'a result'],
    ['outcome', 'failed'],
    ['outcome', 'failed'],
  ]);

  // The deadline is after the time-out of the wire, but before that of the request.
  const rows = text.split('\n');
  const first = rows.findIndex((row) => row.includes('"page-answer"'));
  const silent = start(() => new Promise(() => undefined));
  const beginning = rows.slice(0, first + 1).join('\n');
  const { differences } = await replay(beginning, silent, { wire, graceMs: 1 });
  expect(differences.map(({ recorded, received }) => [recorded, received])).toEqual([
    ['answered', expect.stringMatching(/^failed/)],
  ]);
});
