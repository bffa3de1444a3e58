import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createHost,
  definePlugin,
  type Host,
  type Plugin,
  type Protocol,
  type Transport,
  type TransportEvent,
} from '@jackfield/core';
import type { Envelopes } from '@jackfield/core/protocol';
import {
  createTestClock,
  record,
  type RecordedWire,
  type RecordOptions,
  type Replay,
  replay,
  type Tape,
  type TestClock,
} from '@jackfield/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { make, type Made } from '../../../codegen/test/envelopes/make.js';
import type { Row } from '../../../codegen/test/envelopes/wires.js';
import { load } from '../../../codegen/test/support.js';
import { checkTranscript } from '../../../codegen/src/index.js';
import { settle } from '../../src/test-clock.js';
import { linesOf } from './support.js';

interface Text {
  readonly text: string;
  readonly by?: { readonly numbers?: readonly string[] };
  readonly how?: string;
}

type Found = Readonly<Record<string, readonly string[]>>;

interface Exchange {
  readonly data: Text;
  readonly result: Found;
}

/** What `writeSchemas` writes. */
interface Messages {
  readonly requests: { readonly ask: Exchange };
  readonly pushes: { readonly note: Text; readonly ping: Text };
  readonly pageRequests: { readonly ask: Exchange };
  readonly pagePushes: { readonly note: Text; readonly ping: Text };
}

/** A value for each personal place, and for the places that no schema knows. */
const PLANTED = {
  text: 'She wants a call back',
  name: 'Ada Lovelace',
  number: '6505550142',
  id: 'crm-77-ada',
  secret: 'token-4711',
  unknown: 'kept from all',
  error: 'Lovelace is not in the CRM',
  type: '6505550143',
} as const;

const BODY: Text = {
  text: PLANTED.text,
  by: {
    name: PLANTED.name,
    numbers: [PLANTED.number],
    id: PLANTED.id,
    key: PLANTED.secret,
  } as object,
};
const UNKNOWN = { more: { deep: [PLANTED.unknown] } };
const FOUND: Found = { [PLANTED.number]: [PLANTED.name] };
const WRONG = { [PLANTED.number]: [7] } as unknown as Found;

interface Wire extends Made {
  readonly recorded: RecordedWire<Messages>;
}

type Start = (widget: {
  readonly transport: Transport;
  readonly clock: TestClock;
}) => Host<Messages>;

const has = (row: Row, kind: 'push' | 'request' | 'bare'): boolean =>
  row.posted[kind] !== undefined;

/** Answers as the data says, or with `other`. */
const pluginFor = (row: Row, { recorded }: Wire, other?: Found): Plugin<Messages> => {
  const ask = (data: Text): Found => {
    if (data.how === 'fail') throw new Error(PLANTED.error);
    if (data.how === 'wrong') return WRONG;
    return other ?? { [data.by?.numbers?.[0] ?? '']: [PLANTED.name] };
  };
  const listener = (): void => undefined;
  return definePlugin<Messages>(
    {
      name: 'acme',
      requests: has(row, 'request') ? { ask } : {},
      pushes: {
        ...(has(row, 'push') ? { note: listener } : {}),
        ...(has(row, 'bare') ? { ping: listener } : {}),
      },
    },
    recorded.protocol,
  );
};

const startWith =
  ({ recorded: { protocol } }: Wire, plugins: readonly Plugin<Messages>[]): Start =>
  ({ transport, clock }) =>
    createHost({ service: 'Acme CRM', protocol, plugins, widget: { transport }, clock });

/** A message as its receiver reads it. */
interface Read {
  readonly direction: 'in' | 'out';
  readonly kind: unknown;
  readonly id: unknown;
  readonly type: unknown;
  readonly isFailed: boolean;
  readonly isEmpty: boolean;
}

const readAs = (
  { page, widget }: Made,
  direction: 'in' | 'out',
  data: unknown,
): Read | undefined => {
  const read = (direction === 'in' ? page : widget).readEnvelope(data);
  if (read === undefined) return undefined;
  const { kind, id, type, body, error } = read;
  const isFailed = Boolean(error);
  // No event has the result of a response that failed.
  return { direction, kind, id, type, isFailed, isEmpty: !isFailed && body === undefined };
};

/** Records all that can happen to a message, in both directions; resolves also to what was posted. */
const recordAll = async (
  row: Row,
  wire: Wire,
  options: Pick<RecordOptions, 'personal'>,
): Promise<{ readonly tape: Tape; readonly posted: readonly Read[] }> => {
  const { widget, recorded } = wire;
  const clock = createTestClock();
  const posted: Read[] = [];
  let listener: (event: TransportEvent) => void = () => undefined;
  let asked = '';
  const note = (direction: 'in' | 'out', data: unknown): void => {
    const read = readAs(wire, direction, data);
    expect(read, JSON.stringify(data)).toBeDefined();
    posted.push(read as Read);
    if (direction === 'out' && read?.kind === 'request') asked = String(read.id);
  };
  const transport: Transport = {
    send: (envelope) => note('out', structuredClone(envelope)),
    subscribe(subscribed) {
      listener = subscribed;
      return () => undefined;
    },
  };
  const post = async (message: unknown): Promise<void> => {
    const data = structuredClone(message);
    note('in', data);
    listener({ type: 'message', data });
    await settle();
  };
  const typeOf = (name: string): string => row.types?.[name] ?? name;
  const say = (kind: string, name: string, body: unknown, id?: string): Promise<void> =>
    post(widget.wrapMessage(kind, typeOf(name), body, id));

  const host = startWith(wire, [pluginFor(row, wire)])({ transport, clock });
  const tape = record(host, { wire: recorded, ...options });
  listener({ type: 'load' });
  await settle();
  await clock.advance(2_000);

  for (const [kind, name] of [
    ['push', 'note'],
    ['bare', 'ping'],
  ] as const) {
    if (!has(row, kind)) continue;
    await say(kind, name, { ...BODY, ...UNKNOWN });
    await say(kind, name, { text: 7 });
    await say(kind, row.types === undefined ? 'made-up' : '555', UNKNOWN);
    await say(kind, PLANTED.type, UNKNOWN);
    await host.send(name, BODY);
  }
  if (has(row, 'request')) {
    // Texts or numbers on the wire.
    const [first, second, third, fourth, fifth, sixth] = ['1', '2', '3', '4', '5', '6'];
    await say('request', 'ask', { ...BODY, how: 'answer' }, first);
    await say('request', 'ask', { ...BODY, how: 'fail' }, second);
    await say('request', 'ask', { ...BODY, how: 'wrong' }, third);
    await say('request', 'ask', { text: 7 }, fourth);
    await say('request', row.types === undefined ? 'made-up' : '555', UNKNOWN, fifth);
    await say('request', PLANTED.type, undefined, sixth);
    // An id may be used again.
    await say('request', 'ask', BODY, first);

    for (const [result, error] of [[FOUND], [WRONG], [undefined, PLANTED.error]] as const) {
      const pending = host.request('ask', { ...BODY, how: 'page' }).catch(() => undefined);
      await settle();
      await clock.advance(20);
      await post(widget.wrapResponse(asked, result, error));
      await pending;
    }
    const pending = host.request('ask', BODY).catch(() => undefined);
    await clock.advance(11_000);
    await pending;
  }
  await host.close();
  tape.stop();
  return { tape, posted };
};

/** The outcomes of {@link recordAll}. */
const outcomesOf = (row: Row): readonly unknown[] => [
  ...(['push', 'bare'] as const).flatMap((kind) => {
    const name = kind === 'push' ? 'note' : 'ping';
    if (!has(row, kind)) return [];
    return [
      ['in', name, 'delivered'],
      ['in', name, 'invalid'],
      ['in', undefined, 'unhandled'],
      ['in', undefined, 'unhandled'],
      ['out', name, 'sent'],
    ];
  }),
  ...(has(row, 'request')
    ? [
        ['in', 'ask', undefined],
        ['out', 'ask', 'answered'],
        ['in', 'ask', undefined],
        ['out', 'ask', 'failed'],
        ['in', 'ask', undefined],
        ['out', 'ask', 'failed'],
        ['in', 'ask', undefined],
        ['out', 'ask', 'invalid'],
        ['in', undefined, 'unhandled'],
        ['in', undefined, 'unhandled'],
        ['in', 'ask', undefined],
        ['out', 'ask', 'answered'],
        ['out', 'ask', 'sent'],
        ['in', 'ask', 'answered'],
        ['out', 'ask', 'sent'],
        ['in', 'ask', 'invalid'],
        ['out', 'ask', 'sent'],
        ['in', 'ask', 'failed'],
        ['out', 'ask', 'sent'],
      ]
    : []),
];

const UNHANDLED = 'failed (ask: no plugin handles it)';

const short = ({ differences }: Replay): readonly unknown[] =>
  differences.map(({ kind, name, recorded, received }) => [kind, name, recorded, received]);

/** Records and replays on the wire of each row. */
export const testWires = (rows: readonly Row[]): void => {
  let top: string;
  const made = new Map<Row, Promise<Wire>>();
  const makeWire = async (row: Row): Promise<Wire> => {
    const out = join(top, String(rows.indexOf(row)), 'generated');
    const found = await make(row, out);
    const { envelopes } = await load<{ envelopes: Envelopes }>(join(out, 'messages.ts'));
    const protocol = found.page as unknown as Protocol<Messages>;
    return { ...found, recorded: { protocol, envelopes } };
  };
  /** Generates the code of a row once. */
  const of = (row: Row): Promise<Wire> => {
    const known = made.get(row) ?? makeWire(row);
    made.set(row, known);
    return known;
  };

  beforeAll(async () => {
    top = await mkdtemp(join(tmpdir(), 'jackfield-transcripts-'));
    return () => rm(top, { recursive: true });
  });

  describe.each(rows)('on a wire with $name', (row) => {
    describe.each(['pseudonym', 'mask'] as const)('a transcript with %ss', (personal) => {
      it('has each message as its receiver reads it, and its outcome', async () => {
        const wire = await of(row);
        const { tape, posted } = await recordAll(row, wire, { personal });
        const lines = linesOf(tape.text()).filter(({ envelope }) => envelope !== undefined);
        expect(lines.map(({ direction, name, outcome }) => [direction, name, outcome])).toEqual(
          outcomesOf(row),
        );
        const read = lines.map(({ direction, envelope }) => readAs(wire, direction, envelope));
        const hidden = row.types === undefined ? '‹?›' : expect.stringMatching(/^\d{1,3}$/);
        const types = posted.map(({ type }) => (type === PLANTED.type ? hidden : type));
        expect(read).toEqual(posted.map((each, at) => Object.assign(each, { type: types[at] })));
      });

      it('has no personal value', async () => {
        const { tape } = await recordAll(row, await of(row), { personal });
        const text = tape.text();
        for (const value of Object.values(PLANTED)) expect(text).not.toContain(value);
      });

      it('is accepted by check-transcript, which finds what was wrong', async () => {
        const wire = await of(row);
        const { tape } = await recordAll(row, wire, { personal });
        const file = join(wire.schemas, `../${personal}.jsonl`);
        await writeFile(file, tape.text());
        const report = await checkTranscript({ file, schemas: wire.schemas });
        const kinds = (['push', 'bare'] as const).filter((kind) => has(row, kind));
        expect(report.messages).toEqual({
          ...(has(row, 'push') ? { 'widget note': 2, 'page note': 1 } : {}),
          ...(has(row, 'bare') ? { 'widget ping': 2, 'page ping': 1 } : {}),
          ...(has(row, 'request') ? { 'widget ask': 5, 'page ask': 4 } : {}),
        });
        expect(report).toMatchObject({ wire: 'acme', malformed: [], strayResponses: 0, others: 0 });
        const requests = has(row, 'request') ? 1 : 0;
        expect(report.unknownTypes.length).toBe(2 * (kinds.length + requests));
        expect(new Set(report.invalid.map(({ message, part }) => `${message} ${part}`))).toEqual(
          new Set([
            ...(has(row, 'push') ? ['note body'] : []),
            ...(has(row, 'bare') ? ['ping body'] : []),
            ...(has(row, 'request') ? ['ask data', 'ask result'] : []),
          ]),
        );
      });

      it('is replayed by the same plugin without a difference', async () => {
        const wire = await of(row);
        const { tape } = await recordAll(row, wire, { personal });
        const start = startWith(wire, [pluginFor(row, wire)]);
        const { differences, text } = await replay(tape.text(), start, { wire: wire.recorded });
        expect(differences, text()).toEqual([]);
      });
    });

    it('a transcript is not replayed on another wire', async () => {
      const wire = await of(row);
      const { tape } = await recordAll(row, wire, { personal: 'mask' });
      const start = startWith(wire, []) as unknown as Parameters<typeof replay>[1];
      await expect(replay(tape.text(), start)).rejects.toThrow(
        'Transcript, line 1: expected "ringcx" at /wire, received "acme"',
      );
    });

    it('the differences of another plugin are reported', async () => {
      const wire = await of(row);
      const { tape } = await recordAll(row, wire, { personal: 'pseudonym' });
      const options = { wire: wire.recorded, reissue: false };
      const other = startWith(wire, [pluginFor(row, wire, { '1': [], '2': [] })]);
      const none = startWith(wire, []);
      const unsent = [
        ...(has(row, 'push') ? [['missing', 'note', 'it was sent', 'nothing']] : []),
        ...(has(row, 'bare') ? [['missing', 'ping', 'it was sent', 'nothing']] : []),
      ];
      const asked = has(row, 'request');
      const unasked = Array.from({ length: asked ? 4 : 0 }, () => [
        'missing',
        'ask',
        'it was sent',
        'nothing',
      ]);
      const unanswered = ['answered', 'invalid', 'failed'].map((outcome) => [
        'outcome',
        'ask',
        outcome,
        'nothing',
      ]);
      const sorted = (list: readonly unknown[]): readonly string[] =>
        list.map((each) => JSON.stringify(each)).sort();
      expect(sorted(short(await replay(tape.text(), other, options)))).toEqual(
        sorted([
          ...unsent,
          ...unasked,
          ...(asked ? unanswered : []),
          ...(asked ? [0, 1].map(() => ['result', 'ask', 'a result', 'another']) : []),
        ]),
      );
      const found = short(await replay(tape.text(), none, { wire: wire.recorded }));
      expect(sorted(found)).toEqual(
        sorted([
          ...(has(row, 'push') ? [['outcome', 'note', 'delivered', 'ignored']] : []),
          ...(has(row, 'bare') ? [['outcome', 'ping', 'delivered', 'ignored']] : []),
          ...(asked ? [0, 1].map(() => ['outcome', 'ask', 'answered', UNHANDLED]) : []),
        ]),
      );
    });
  });
};
