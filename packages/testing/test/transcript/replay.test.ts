import { definePlugin, type Plugin } from '@jackfield/core';
import { isTestingError, record, replay } from '@jackfield/testing';
import { describe, expect, it } from 'vitest';
import {
  crm,
  matchContacts,
  openLine,
  recordCall,
  replayTo,
  startWith,
  type Line,
} from './support.js';

const CALL = {
  id: '1',
  direction: 'INBOUND',
  from: { phoneNumber: '6505550142' },
  to: { phoneNumber: '7205550199' },
};
const LOG = { call: CALL, sessionId: '1$2' };
const QUERY = [{ phoneNumber: '6505550142', callType: 'inbound' }];

const short = ({ differences }: Awaited<ReturnType<typeof replay>>): readonly unknown[] =>
  differences.map(({ kind, name, recorded, received, details }) => [
    kind,
    name,
    recorded,
    received,
    ...details.map(({ pointer, ...place }) => [pointer, place.recorded, place.received]),
  ]);

/** What a replay with other plugins finds in a recording of `act`. */
async function recordLine(act: (line: Line) => Promise<unknown>, plugins = crm()): Promise<Line> {
  const line = await openLine(startWith(plugins));
  await act(line);
  line.tape.stop();
  await line.host.close({ now: true });
  return line;
}

describe('a transcript that is none', () => {
  const HEADER =
    '{"jackfield":"transcript","version":1,"wire":"ringcx","personal":"mask","service":"Acme","state":"loading","at":1}';
  const rows: readonly (readonly [what: string, text: string, message: string])[] = [
    ['is empty', '\n\n', 'line 1: expected a header at /, received nothing'],
    ['is not JSON', 'hello', 'line 1: expected JSON at /, received "hello"'],
    ['has no header', '{"at":1}', 'line 1: expected "transcript" at /jackfield, received nothing'],
    ['is a list', '[1]', 'line 1: expected an object at /, received [1]'],
    [
      'is of a later version',
      HEADER.replace('"version":1', '"version":2'),
      'line 1: expected 1 at /version, received 2',
    ],
    [
      'is of another wire',
      HEADER.replace('ringcx', 'ringex'),
      'line 1: expected "ringcx" at /wire, received "ringex"',
    ],
    [
      'does not say how it treats personal data',
      HEADER.replace('"mask"', '"none"'),
      'line 1: expected "mask" or "pseudonym" at /personal, received "none"',
    ],
    [
      'has no state',
      HEADER.replace('"loading"', '7'),
      'line 1: expected "waiting" or "loading" or "registered" or "registerFailed" or "closing" or "closed" at /state, received 7',
    ],
    [
      'has no time',
      HEADER.replace('"at":1', '"at":"1"'),
      'line 1: expected a number at /at, received "1"',
    ],
    [
      'has no service',
      HEADER.replace('"Acme"', '1'),
      'line 1: expected a string at /service, received 1',
    ],
    [
      'has half a line',
      `${HEADER}\n\n{"at":1,`,
      'line 3: expected JSON at /, received "{\\"at\\":1,"',
    ],
    [
      'has a line without a time',
      `${HEADER}\n{"widget":"load"}`,
      'line 2: expected a number at /at, received nothing',
    ],
    [
      'has a line of an unknown kind',
      `${HEADER}\n{"at":1,"widget":"lost"}`,
      'line 2: expected "loading" or "load" or "gone" at /widget, received "lost"',
    ],
    [
      'has a host that opens',
      `${HEADER}\n{"at":1,"host":"open"}`,
      'line 2: expected "closing" at /host, received "open"',
    ],
    [
      'has a line without a direction',
      `${HEADER}\n{"at":1,"envelope":{}}`,
      'line 2: expected "in" or "out" at /direction, received nothing',
    ],
    [
      'has a name that is none',
      `${HEADER}\n{"at":1,"direction":"in","name":7,"envelope":{"type":"x"}}`,
      'line 2: expected a string or nothing at /name, received 7',
    ],
    [
      'has an outcome that is none',
      `${HEADER}\n{"at":1,"direction":"in","outcome":"lost","envelope":{"type":"x"}}`,
      'line 2: expected "delivered" or "answered" or "failed" or "invalid" or "unhandled" or "ignored" or "sent" at /outcome, received "lost"',
    ],
    [
      'has a message of the widget in no envelope',
      `${HEADER}\n{"at":1,"direction":"in","envelope":{"payload":{}}}`,
      'line 2: expected an envelope of ringcx at /envelope, received {"payload":{}}',
    ],
    [
      'has a message of the page in no envelope',
      `${HEADER}\n{"at":1,"direction":"out","envelope":"hello"}`,
      'line 2: expected an envelope of ringcx at /envelope, received "hello"',
    ],
  ];

  it.each(rows)('%s: is refused, with the line', async (_, text, message) => {
    const error: unknown = await replay(text, startWith([])).catch((thrown: unknown) => thrown);
    expect(isTestingError(error) && [error.code, error.message]).toEqual([
      'TRANSCRIPT_MALFORMED',
      `Transcript, ${message}`,
    ]);
  });
});

describe('a replay reports', () => {
  it('that a request is not taken any more, and which flag is not registered', async () => {
    const line = await recordLine(({ ask }) => ask('rc-ev-logCall', LOG, '1'));
    const plugins = [definePlugin({ name: 'acme', requests: { matchContacts } })];
    expect(short(await replayTo(line.tape, startWith(plugins)))).toEqual([
      [
        'body',
        'register',
        'a body',
        'another',
        ['/service/callLogMatcherEnabled', 'true', 'nothing'],
        ['/service/callLoggerEnabled', 'true', 'nothing'],
      ],
      ['outcome', 'logCall', 'answered', 'unhandled'],
    ]);
  });

  it('that a request fails which was answered, and why; and the reverse', async () => {
    const failing = crm({
      logCall() {
        throw new Error('no database');
      },
    });
    const answered = await recordLine(({ ask }) => ask('rc-ev-logCall', LOG, '1'));
    expect(short(await replayTo(answered.tape, startWith(failing)))).toEqual([
      ['outcome', 'logCall', 'answered', 'failed (logCall failed in plugin "acme")'],
    ]);
    const failed = await recordLine(({ ask }) => ask('rc-ev-logCall', LOG, '1'), failing);
    expect(short(await replayTo(failed.tape))).toEqual([
      ['outcome', 'logCall', 'failed', 'answered'],
    ]);
  });

  it('where a result differs, by pointer, with the line of the answer', async () => {
    const line = await recordLine(({ ask }) => ask('rc-ev-matchContacts', QUERY, '1'));
    const found = await replayTo(
      line.tape,
      startWith(
        crm({
          matchContacts: async (queries) => {
            const result = (await matchContacts(queries, {} as never)) as Record<
              string,
              readonly object[]
            >;
            return Object.fromEntries(
              Object.entries(result).map(([key, [contact]]) => [
                key,
                [
                  { ...contact, type: 'other', phoneNumbers: [], name: undefined } as never,
                  { name: 'Grace' },
                ],
              ]),
            );
          },
        }),
      ),
    );
    // Without its required name the first is dropped by core, and so is the whole key.
    expect(short(found)).toEqual([
      [
        'outcome',
        'matchContacts',
        'answered',
        expect.stringContaining('failed (matchContacts is invalid in plugin "acme"'),
      ],
    ]);
    const other = await replayTo(
      line.tape,
      startWith(
        crm({
          matchContacts: ([query]) => ({
            [query?.phoneNumber ?? '']: [
              { id: 7, type: 'other', name: 'Grace Hopper', phoneNumbers: [] },
              { name: 'Grace' },
            ],
          }),
        }),
      ),
    );
    const [[key]] = Object.entries(
      (line.tape.lines.at(-1) as unknown as { envelope: { result: object } }).envelope.result,
    ) as [[string, unknown]];
    expect(short(other)).toEqual([
      [
        'result',
        'matchContacts',
        'a result',
        'another',
        [`/${key}/0/id`, expect.stringMatching(/^"[a-z]{6}"$/), '7'],
        [`/${key}/0/type`, '"acme"', '"other"'],
        [`/${key}/0/phoneNumbers/0`, expect.stringContaining('phoneType'), 'nothing'],
        [`/${key}/0/email`, '"‹?›"', 'nothing'],
        [`/${key}/1`, 'nothing', '{"name":"Grace"}'],
      ],
    ]);
    expect(other.differences[0]?.line).toBe(line.tape.lines.length + 1);
  });

  it('that a key is not the number that was asked for', async () => {
    const line = await recordLine(({ ask }) => ask('rc-ev-matchContacts', QUERY, '1'));
    const found = await replayTo(
      line.tape,
      startWith(
        crm({
          matchContacts: async (queries) =>
            matchContacts(
              queries.map((query) => ({ ...query, phoneNumber: `+1${query.phoneNumber}` })),
              {} as never,
            ),
        }),
      ),
    );
    expect(found.differences.map(({ kind }) => kind)).toEqual(['result']);
    expect(found.differences[0]?.details.map(({ pointer }) => pointer)).toEqual([
      expect.stringMatching(/^\/\+1\d{10}$/),
      expect.stringMatching(/^\/\d{10}$/),
    ]);
  });

  it('that one person has two names, but not that all have others than were recorded', async () => {
    const line = await recordLine(async ({ ask }) => {
      await ask('rc-ev-matchContacts', QUERY, '1');
      await ask('rc-ev-matchContacts', QUERY, '2');
    });
    const named = (nameOf: (turn: number) => string): readonly Plugin[] => {
      let turn = 0;
      return crm({
        matchContacts: (queries, context) => {
          turn += 1;
          const result = matchContacts(queries, context) as Record<string, readonly [object]>;
          return Object.fromEntries(
            Object.entries(result).map(([key, [contact]]) => [
              key,
              [{ ...contact, name: nameOf(turn) }],
            ]),
          );
        },
      });
    };
    expect(short(await replayTo(line.tape, startWith(named(() => 'Grace Hopper'))))).toEqual([]);
    const found = await replayTo(line.tape, startWith(named((turn) => `Grace ${turn}`)));
    expect(found.differences[0]?.details).toEqual([
      {
        pointer: expect.stringMatching(/\/0\/name$/),
        recorded: expect.any(String),
        received: '"Grace 2"',
      },
    ]);
    expect(found.differences).toHaveLength(1);
  });

  it('that a push reaches nobody any more', async () => {
    const line = await recordLine(({ push }) => push('rc-ev-ringCall', { call: CALL }));
    const deaf = crm().map(({ name, requests }) =>
      definePlugin({ name, ...(requests ? { requests } : {}) }),
    );
    expect(short(await replayTo(line.tape, startWith(deaf)))).toEqual([
      ['outcome', 'ringCall', 'delivered', 'ignored'],
    ]);
  });

  it('what is sent in addition, and what is not sent any more', async () => {
    const line = await recordLine(async ({ push, host, clock }) => {
      await push('rc-ev-ringCall', { call: CALL });
      await clock.advance(100);
      await host.send('logout');
    });
    let host: ReturnType<ReturnType<typeof startWith>> | undefined;
    const eager = [
      ...crm(),
      definePlugin({
        name: 'eager',
        pushes: { ringCall: () => host?.send('clickToDial', { phoneNumber: '+16505550142' }) },
      }),
    ];
    const start: ReturnType<typeof startWith> = (widget) => (host = startWith(eager)(widget));
    expect(short(await replayTo(line.tape, start))).toEqual([
      ['additional', 'clickToDial', 'nothing', 'it is sent'],
    ]);
    const found = await replayTo(line.tape, startWith(crm()), { reissue: false });
    expect(short(found)).toEqual([['missing', 'logout', 'it was sent', 'nothing']]);
    expect(found.differences[0]?.line).toBe(line.tape.lines.length + 1);
  });

  it('that the order in which the page speaks is another', async () => {
    const say = (first: 'logout' | 'setSideWidgetExtended'): readonly Plugin[] => {
      let host: { send(name: string, body?: object): unknown } | undefined;
      return [
        definePlugin({
          name: 'speaker',
          pushes: {
            ringCall() {
              const commands = [
                ['logout', {}],
                ['setSideWidgetExtended', { extended: true }],
              ] as const;
              const [one, two] = commands;
              for (const [name, body] of first === 'logout' ? [one, two] : [two, one])
                void host?.send(name, body);
            },
          },
          setup() {
            host = hosts.at(-1) as never;
          },
        }),
      ];
    };
    const hosts: object[] = [];
    const start =
      (plugins: readonly Plugin[]): ReturnType<typeof startWith> =>
      (widget) => {
        const made = startWith(plugins)(widget);
        hosts.push(made);
        return made;
      };
    const line = await openLine(start(say('logout')));
    await line.push('rc-ev-ringCall', { call: CALL });
    await line.host.close({ now: true });
    const same = await replayTo(line.tape, start(say('logout')), { reissue: false });
    expect(short(same)).toEqual([]);
    const found = await replayTo(line.tape, start(say('setSideWidgetExtended')), {
      reissue: false,
    });
    expect(short(found)).toEqual([
      ['order', expect.any(String), 'it was sent here', 'it is sent after line 3'],
    ]);
  });

  it('that a request was answered in time, and is now answered at its deadline, and the reverse', async () => {
    const slow = crm({ logCall: () => new Promise(() => undefined) });
    const inTime = await recordLine(({ ask }) => ask('rc-ev-logCall', LOG, '1'));
    expect(short(await replayTo(inTime.tape, startWith(slow), { graceMs: 5 }))).toEqual([
      [
        'outcome',
        'logCall',
        'answered',
        'failed (logCall failed in plugin "acme": no answer in 15000 ms)',
      ],
    ]);
    const failing = crm({ logCall: () => Promise.reject(new Error('no database')) });
    const late = await recordLine(async ({ ask, clock }) => {
      await ask('rc-ev-logCall', LOG, '1');
      await clock.advance(20_000);
    }, slow);
    expect(short(await replayTo(late.tape, startWith(slow), { graceMs: 5 }))).toEqual([]);
    expect(short(await replayTo(late.tape, startWith(failing), { graceMs: 5 }))).toEqual([
      ['deadline', 'logCall', 'at its deadline, after 15000 ms', 'in time, after 0 ms'],
    ]);
  });

  it('that a request is answered twice, or not at all', async () => {
    const line = await recordLine(({ ask }) => ask('rc-ev-logCall', LOG, '1'));
    const twice = await replayTo(line.tape, (widget) => {
      const { transport } = widget;
      const send = (envelope: unknown): void => {
        transport.send(envelope);
        transport.send(envelope);
      };
      return startWith(crm())({ ...widget, transport: { ...transport, send } });
    });
    expect(short(twice)).toEqual([['additional', 'logCall', 'one answer', '2 answers']]);
    const deaf = await replayTo(
      line.tape,
      (widget) =>
        startWith(crm())({
          ...widget,
          transport: { ...widget.transport, subscribe: () => () => undefined },
        }),
      { graceMs: 5 },
    );
    expect(short(deaf)).toEqual([
      ['missing', 'register', 'it was sent', 'nothing'],
      ['missing', 'logCall', 'answered', 'no answer'],
    ]);
  });

  it('what it found as text: each difference with its line, and each place', async () => {
    const line = await recordLine(({ ask }) => ask('rc-ev-logCall', LOG, '1'));
    const plugins = [
      definePlugin({ name: 'acme', requests: { matchContacts, logCall: () => 'ok' } }),
    ];
    const found = await replayTo(line.tape, startWith(plugins));
    expect(found.text()).toBe(
      [
        '1 difference in 3 messages.',
        'line 2, register: recorded a body, received another',
        '  /service/callLogMatcherEnabled: recorded true, received nothing',
      ].join('\n'),
    );
    expect((await replayTo(line.tape)).text()).toBe('No difference in 3 messages.');
  });
});

describe('a replay finds no difference', () => {
  it.each(['pseudonym', 'mask'] as const)('with the same plugins, with %ss', async (personal) => {
    const tape = await recordCall(undefined, { personal });
    for (const _ of [1, 2]) {
      const { differences, text } = await replayTo(tape);
      expect(differences, text()).toEqual([]);
    }
  });

  it('wherever the recording was cut off', async () => {
    const lines = (await recordCall()).text().trim().split('\n');
    for (let count = 1; count <= lines.length; count += 1) {
      const { differences, text } = await replay(
        lines.slice(0, count).join('\n'),
        startWith(crm()),
      );
      expect(differences, `${count} lines: ${text()}`).toEqual([]);
    }
  });

  it('though a handler takes real time', async () => {
    const real = crm({
      logCall: () => new Promise((resolve) => setTimeout(() => resolve('ok'), 20)),
    });
    const line = await openLine(startWith(real));
    await line.ask('rc-ev-logCall', LOG, '1');
    await expect.poll(() => line.tape.lines.length).toBe(3);
    await line.clock.advance(60_000);
    await line.push('rc-ev-ringCall', { call: CALL });
    await line.host.close({ now: true });
    const { differences, text } = await replayTo(line.tape, startWith(real));
    expect(differences, text()).toEqual([]);
  });

  it('though the page’s request has another id each time', async () => {
    const line = await recordLine(async (it) => {
      await it.push('rc-ev-sipRegistered', {});
      for (const result of [true, false, 'yes']) {
        const asked = it.host.request('checkPopupWindow').catch(() => undefined);
        await it.clock.advance(10);
        const requestId = it.posted.at(-1)?.['requestId'];
        await it.post({ type: 'MessageTransport-response', requestId, result });
        await asked;
      }
    });
    const { differences, text } = await replayTo(line.tape);
    expect(differences, text()).toEqual([]);
    const outcomes = line.tape.lines.map((each) => ('outcome' in each ? each.outcome : ''));
    expect(outcomes.slice(-6)).toEqual(['sent', 'answered', 'sent', 'answered', 'sent', 'invalid']);
  });

  it.each([
    ['before there was a widget', ['loading', 'load', 'init']],
    ['while it loaded', ['init', 'load']],
    ['before it was loaded', ['load', 'init', 'gone', 'load', 'init']],
    ['before it said anything', ['ring', 'gone', 'loading', 'ring']],
  ])('in a recording that began %s', async (_, events) => {
    const line = await openLine(undefined, { load: false });
    if (events[0] !== 'loading') await line.emit({ type: 'loading' });
    const tape = record(line.host);
    for (const type of events) {
      if (type === 'init') await line.post({ type: 'rc-ev-init' });
      else if (type === 'ring') await line.push('rc-ev-ringCall', { call: CALL });
      else await line.emit({ type: type as 'load' });
      await line.clock.advance(500);
    }
    await line.host.close({ now: true });
    const { differences, text } = await replayTo(tape);
    expect(differences, `${tape.text()}${text()}`).toEqual([]);
  });

  it('in a recording that began in the middle, with commands that would be held at the start', async () => {
    const line = await openLine();
    await line.push('rc-ev-sipRegistered', {});
    const tape = record(line.host);
    await line.host.send('logout');
    await line.ask('rc-ev-matchContacts', QUERY, '1');
    await line.host.close();
    const { differences, text } = await replayTo(tape);
    expect(differences, text()).toEqual([]);
  });

  it('in what is invalid, unknown, left alone, repeated or posted while the widget is gone', async () => {
    const line = await recordLine(async (it) => {
      await it.ask('rc-ev-logCall', { call: { id: { Ada: 1 } } }, '1');
      await it.ask('rc-ev-logCall', ['Ada'], '2');
      await it.push('rc-ev-ringCall', { call: { from: { phoneNumber: 5 } } });
      await it.push('rc-ev-ringCall', { call: CALL });
      await it.push('rc-ev-ringCall', { call: CALL });
      await it.push('rc-ev-madeUp', { Ada: 1 });
      await it.push('rc-ev-syncSize', { size: { width: 1, height: 1 } });
      await it.ask('rc-ev-viewLead', { leadId: '7' }, '3');
      await it.emit({ type: 'gone' });
      it.host.send('logout').catch(() => undefined);
      await it.clock.advance(3_000);
      await it.emit({ type: 'load' });
      await it.clock.advance(3_000);
    });
    const { differences, text } = await replayTo(line.tape);
    expect(differences, text()).toEqual([]);
  });

  it('in requests that are repeated while under way, or that come while the host closes', async () => {
    const slow = crm({ logCall: () => new Promise(() => undefined) });
    const line = await openLine(startWith(slow));
    await line.ask('rc-ev-logCall', LOG, '1');
    await line.ask('rc-ev-logCall', LOG, '1');
    await line.clock.advance(5_000);
    await line.ask('rc-ev-logCall', LOG, '2');
    const closed = line.host.close();
    await line.ask('rc-ev-matchContacts', QUERY, '3');
    await line.clock.advance(15_000);
    await closed;
    const outcomes = line.tape.lines.map((each) => ('outcome' in each ? each.outcome : ''));
    expect(outcomes.slice(1)).toEqual([
      '',
      'ignored',
      '',
      '',
      'sent',
      '',
      'failed',
      'failed',
      'failed',
    ]);
    const { differences, text } = await replayTo(line.tape, startWith(slow), { graceMs: 5 });
    expect(differences, text()).toEqual([]);
  });
});
