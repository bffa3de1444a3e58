// A host on RingEX: events have what plugins get, a transcript has what was posted.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createHost as createRingcxHost,
  definePlugin,
  type Lead,
  type Plugin,
} from '@jackfield/core';
import { protocol as ringcx, envelopes as ringcxEnvelopes } from '@jackfield/core/ringcx';
import type { Host, Transport } from '@jackfield/core/host';
import {
  contactsArea,
  createHost,
  createRingex,
  definePlugin as defineRingexPlugin,
  type Plugin as RingexPlugin,
  type RingexMessages,
} from '@jackfield/ringex';
import * as ringex from '@jackfield/ringex/wire';
import {
  createRingexWidget,
  createWidget,
  isTestingError,
  record,
  type RecordedWire,
  type RecordOptions,
  replay,
  type Replay,
  type RingexWidget,
  type RingexWidgetOptions,
  type Tape,
  type TestClock,
  translatedWire,
} from '@jackfield/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTranscript } from '../../../codegen/src/index.js';
import type { MessageLine } from '../../src/transcript/transcript.js';

type Contacts = typeof contactsArea;
type Messages = RingexMessages<Contacts>;

const CALLER = '+16505550142';
const LEADS: readonly Lead[] = [
  { leadId: 'lead-77', firstName: 'Grace', destination: '6505550143', leadState: 'PENDING' },
];

/** Everything personal that a story has in it. */
const SECRETS = [
  ...['6505550142', '6505550143', '6505550144', 'Lovelace', '"Ada', 'Grace', 'crm-77', 'lead-77'],
  ...['ada@acme.example', 'Wants a call back', 'of a page', 'kept from all'],
];

const ADA = {
  id: 'crm-77',
  type: 'Acme',
  name: 'Ada Lovelace',
  phoneNumbers: [{ phoneNumber: '+16505550144', phoneType: 'direct' }],
} as const;

/** A CRM, for both wires; `name` is that of the contact. */
const crm = (name: string = ADA.name): Plugin =>
  definePlugin({
    name: 'acme-crm',
    requests: {
      matchContacts: (queries) =>
        Object.fromEntries(
          queries.map(({ phoneNumber }) => [
            phoneNumber,
            [
              {
                ...ADA,
                ...{ name, email: 'ada@acme.example' },
                phoneNumbers: [{ phoneNumber, phoneType: 'direct' }],
              },
            ],
          ]),
        ),
      logCall: ({ call }) => {
        if (call.direction === '') throw new Error('kept from all');
        return 'ok';
      },
      matchCallLogs: (keys) => Object.fromEntries(keys.map((key) => [key, [{ id: `log-${key}` }]])),
      viewLead: () => 'ok',
    },
    pushes: { ringCall: () => undefined, newCall: () => undefined, loadLeads: () => undefined },
  });

/** What only RingEX asks. */
const search = (mayContact = false): RingexPlugin<Contacts> =>
  defineRingexPlugin(
    {
      name: 'acme-search',
      requests: {
        searchContacts: () => ({ data: [ADA] }),
        checkDoNotContact: () => ({ data: { result: !mayContact } }),
      },
    },
    [contactsArea],
  );

const translated = (): RecordedWire<Messages> =>
  translatedWire(createRingex({ areas: [contactsArea] }), ringex);

interface Place {
  readonly transport: Transport;
  readonly clock: TestClock;
}

const startWith =
  (
    { protocol }: RecordedWire<Messages>,
    plugins: readonly RingexPlugin<Contacts>[] = [crm(), search()],
  ) =>
  ({ transport, clock }: Place): Host<Messages> =>
    createHost({ service: 'Acme CRM', protocol, plugins, widget: { transport }, clock });

interface Recording {
  readonly tape: Tape;
  readonly widget: RingexWidget;
}

/** A call of a widget, leads where it has some, and commands of the page. */
async function story(
  options: Omit<RingexWidgetOptions, 'clock' | 'page'>,
  recordOptions: Pick<RecordOptions, 'personal'> = {},
): Promise<Recording> {
  const widget = createRingexWidget({ ...options, ...(options.ringcx && { leads: LEADS }) });
  const wire = translated();
  const host = startWith(wire)(widget);
  const tape = record(host, { wire, ...recordOptions });
  await widget.clock.advance(3_000);
  if (options.ringcx) await widget.startAgentSession();
  await widget.inboundCall({ from: CALLER, name: 'Ada Lovelace' });
  await widget.answer();
  await widget.clock.advance(30_000);
  await widget.hangUp();
  await widget.submitDisposition({
    dispositionId: '1101',
    notes: 'Wants a call back',
    summary: '',
  });
  await widget.searchContacts('Ada');
  await widget.request('checkDoNotContact', { phoneNumber: CALLER, actionType: 'call' });
  // Of no schema, and of a path that the host did not register.
  await widget.post({ type: 'rc-made-up-notify', number: CALLER });
  await widget.post({ type: 'rc-6505550142', number: CALLER });
  if (options.ringcx) {
    await widget.getLeads();
    await widget.viewLead(LEADS[0] as Lead);
    await host.send('dialLead', { lead: { leadId: 'lead-77' }, destination: '6505550143' });
    await widget.clock.advance(1_000);
    await widget.hangUp();
    await widget.submitDisposition({ dispositionId: '1101', notes: 'of a page', summary: '' });
  }
  await host.send('clickToDial', { phoneNumber: CALLER });
  await host.send('setSideWidgetExtended', { extended: true });
  await host.request('checkPopupWindow');
  await widget.clock.advance(2_000);
  await host.send('logout', {});
  await widget.clock.advance(1_000);
  await host.close();
  tape.stop();
  widget.close();
  return { tape, widget };
}

/** Returns what was recorded of `posted` where it is another value, which is not a hidden one. */
function unlike(recorded: unknown, posted: unknown): readonly unknown[] {
  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  // A value of unknown content, or a list of such values.
  if (/^\W*‹.*›\W*$/.test(JSON.stringify(recorded) ?? '')) return [];
  if (recorded === 0 || recorded === false)
    return typeof recorded === typeof posted ? [] : [[recorded, posted]];
  if (!isObject(recorded) || !isObject(posted))
    return Object.is(recorded, posted) ? [] : [[recorded, posted]];
  const [mine, theirs] = [Object.entries(recorded), new Map(Object.entries(posted))];
  // The members that an envelope has beside an unknown body.
  if ('‹?›' in recorded)
    return mine.flatMap(([name, value]) => (name === '‹?›' ? [] : unlike(value, theirs.get(name))));
  if (mine.length !== theirs.size) return [[recorded, posted]];
  return mine.flatMap(([name, value], index) =>
    unlike(value, name.startsWith('‹') ? [...theirs.values()][index] : theirs.get(name)),
  );
}

const SCHEMAS = fileURLToPath(new URL('../../../../schemas', import.meta.url));

const WIDGETS = [
  { version: '2.x' },
  { version: '3.x' },
  { version: '3.1' },
  { version: '3.1', ringcx: true },
] as const;

const replayTo = (
  tape: Tape,
  plugins?: readonly RingexPlugin<Contacts>[],
  wire = translated(),
): Promise<Replay> => replay(tape.text(), startWith(wire, plugins), { wire });

const short = ({ differences }: Replay): readonly unknown[] =>
  differences.map(({ kind, name, recorded, received }) => [kind, name, recorded, received]);

describe.each(WIDGETS)('on RingEX $version, ringcx: $ringcx, a transcript', (options) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jackfield-ringex-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has each message as it was posted, under its name on the wire', async () => {
    const { tape, widget } = await story(options, { personal: 'mask' });
    for (const [direction, posted] of [
      ['out', widget.received],
      ['in', widget.sent],
    ] as const) {
      const lines = tape.lines.filter((line): line is MessageLine => 'direction' in line);
      const own = lines.filter((line) => line.direction === direction);
      expect(own.map(({ envelope }, index) => unlike(envelope, posted[index]?.envelope))).toEqual(
        posted.map(() => []),
      );
      // The simulated widget does not note the name of an answer.
      const isAnswer = (envelope: unknown): boolean => 'responseId' in (envelope as object);
      expect(own.map(({ envelope, name }) => (isAnswer(envelope) ? undefined : name))).toEqual(
        posted.map(({ name }) => name),
      );
    }
  });

  it('has nothing personal', async () => {
    for (const personal of ['pseudonym', 'mask'] as const) {
      const text = (await story(options, { personal })).tape.text();
      for (const secret of SECRETS) expect(text).not.toContain(secret);
    }
  });

  it('is accepted by check-transcript, with every message of the widget in it', async () => {
    for (const personal of ['pseudonym', 'mask'] as const) {
      const { tape, widget } = await story(options, { personal });
      const file = join(folder, `${personal}.jsonl`);
      await writeFile(file, tape.text());
      const report = await checkTranscript({ file, schemas: SCHEMAS });
      expect(report).toMatchObject({
        ...{ wire: 'ringex', invalid: [], malformed: [], others: 0, strayResponses: 0 },
        unknownTypes: [{ type: 'rc-made-up-notify' }, { type: '‹?›' }],
      });
      const counts = new Map<string, number>();
      for (const [from, posted] of [
        ['widget', widget.sent],
        ['page', widget.received],
      ] as const)
        for (const { name } of posted) {
          const key = `${from} ${name}`;
          if (name !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      expect(report.messages).toEqual(Object.fromEntries(counts));
    }
  });

  it('is replayed by the same plugins without a difference', async () => {
    const replayed = await replayTo((await story(options)).tape);
    expect(replayed.differences, replayed.text()).toEqual([]);
  });

  it('with masks is replayed so, except that two masked numbers of a request are one', async () => {
    const { tape } = await story(options, { personal: 'mask' });
    const asksForTwo = tape.lines.some((line) => JSON.stringify(line).includes('‹number 2›'));
    expect(short(await replayTo(tape))).toEqual(
      asksForTwo ? [['result', 'matchContacts', 'a result', 'another']] : [],
    );
  });

  it('is replayed by other plugins with their differences', async () => {
    const { tape } = await story(options);
    const changed = async (plugins: readonly RingexPlugin<Contacts>[]): Promise<unknown> =>
      new Set(
        (await replayTo(tape, plugins)).differences.map(({ kind, name }) => `${kind} ${name}`),
      );
    expect(await changed([crm(''), search()])).toEqual(new Set(['result matchContacts']));
    expect(await changed([crm(), search(true)])).toEqual(new Set(['result checkDoNotContact']));
    expect(await changed([crm()])).toEqual(
      new Set(['body register', 'outcome searchContacts', 'outcome checkDoNotContact']),
    );
  });
});

describe('on RingEX, the wire of a host', () => {
  const isBadOption = (error: unknown): boolean =>
    isTestingError(error) && error.code === 'BAD_OPTION';
  const hostOf = (wire: RecordedWire<Messages>): Host<Messages> =>
    startWith(wire)(createRingexWidget());
  const untranslated = (): RecordedWire<Messages> => ({
    protocol: createRingex({ areas: [contactsArea] }),
    envelopes: ringex.envelopes,
  });
  const WRONG: readonly (readonly [string, (used: RecordedWire<Messages>) => unknown, string])[] = [
    ['left out', () => undefined, '"ringcx"'],
    ['that of RingCX', () => ({ protocol: ringcx, envelopes: ringcxEnvelopes }), '"ringcx"'],
    ['the wire as it is posted', () => ringex, 'another protocol of that name'],
    ['that of another host', translated, 'another protocol of that name'],
    ['of the same protocol without a translation', (used) => used, 'another protocol of that name'],
  ];

  it.each(WRONG)('must not be %s in a recording', (_what, wrong, received) => {
    const used = untranslated();
    const host = hostOf(used);
    const wire = wrong(used) as RecordedWire<Messages>;
    expect(() => record(host, { wire })).toThrow(
      `record: expected the wire of the host, "ringex", at /wire, received ${received}. Give the wire`,
    );
    expect(() => record(host, { wire })).toThrow(expect.toSatisfy(isBadOption) as Error);
  });

  it.each(WRONG)('must not be %s in a replay, which closes the host', async (...[, wrong]) => {
    const { tape } = await story({ version: '3.x' });
    const used = untranslated();
    const wire = wrong(used) as RecordedWire<Messages> | undefined;
    const transcript =
      wire?.protocol.name === 'ringex' ? tape.text() : record(hostOfRingcx()).text();
    let host: Host<Messages> | undefined;
    const start = (place: Place): Host<Messages> => (host = startWith(used)(place));
    await expect(
      replay(transcript, start, { wire: wire as RecordedWire<Messages> }),
    ).rejects.toSatisfy(isBadOption);
    expect(host?.state).toBe('closed');
  });

  it('is not that of a host on RingCX', () => {
    expect(() => record(hostOfRingcx() as never, { wire: translated() })).toThrow(
      'record: expected the wire of the host, "ringcx", at /wire, received "ringex".',
    );
  });

  it('may be asked about plugins after a recording has begun', async () => {
    const wire = translated();
    const host = hostOf(wire);
    record(host, { wire });
    expect(() => host.add(crm())).toThrow('already in the host');
    await host.close({ now: true });
  });
});

const hostOfRingcx = (): ReturnType<typeof createRingcxHost> => {
  const { transport, clock } = createWidget();
  return createRingcxHost({ service: 'Acme CRM', widget: { transport }, clock });
};
