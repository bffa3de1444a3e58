import { createHost, isJackfieldError, JackfieldError } from '@jackfield/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTestWire, LOG, QUERY, startTestHost } from './test-wire.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('diagnostics show nothing personal', () => {
  const SECRETS = ['6503945910', '6508652454', 'Ada', 'call back', '1554304', 'surprise'];

  it('of a call log, and hide every member that no schema knows', async () => {
    const { wire, events } = await startTestHost({
      plugins: [{ name: 'a', requests: { logCall: () => ({ id: 'surprise' }) } }],
    });
    await wire.ask('rc-ev-logCall', {
      ...LOG,
      call: { ...LOG.call, beta: 'surprise', more: ['surprise'] },
      extra: { deep: 'surprise' },
    });
    const { body, result } = events.message.at(-1) ?? {};
    for (const secret of SECRETS) expect(JSON.stringify([body, result])).not.toContain(secret);
    expect(body).toMatchObject({
      call: {
        direction: 'INBOUND',
        from: { phoneNumber: '‹number›', name: '‹name›' },
        startTime: LOG.call.startTime,
        beta: '‹?›',
        more: '‹?›',
      },
      task: { notes: '‹text›' },
      extra: '‹?›',
    });
  });

  it('of contacts, whose keys are numbers', async () => {
    const { wire, events } = await startTestHost({
      plugins: [
        {
          name: 'a',
          requests: { matchContacts: () => ({ '6503945910': [{ name: 'Ada', id: 'surprise' }] }) },
        },
      ],
    });
    await wire.ask('rc-ev-matchContacts', QUERY);
    const { body, result } = events.message.at(-1) ?? {};
    for (const secret of SECRETS) expect(JSON.stringify([body, result])).not.toContain(secret);
    expect(body).toEqual([{ phoneNumber: '‹number›', callType: 'inbound' }]);
    expect(Object.keys(result as object)).toEqual(['‹number 1›']);
    expect((result as Record<string, unknown[]>)['‹number 1›']).toMatchObject([{ name: '‹name›' }]);
  });

  it('of a body that is not of its schema’s shape', async () => {
    const { wire, events } = await startTestHost({
      plugins: [{ name: 'a', requests: { matchContacts: () => ({}), logCall: () => 'ok' } }],
    });
    await wire.ask('rc-ev-matchContacts', { Ada: '6503945910' });
    await wire.ask('rc-ev-logCall', ['surprise']);
    await wire.ask('rc-ev-logCall', { call: 'surprise', task: { notes: { Ada: 'call back' } } });
    await wire.push('rc-ev-madeUp', { number: '6503945910' });
    const shown = JSON.stringify(events.message.map(({ body }) => body));
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
    for (const { error } of events.invalid)
      for (const secret of SECRETS) expect(error.message).not.toContain(secret);
  });

  it('in a list whose copy has a constructor of its own', async () => {
    const { wire, events } = await startTestHost();
    const leads = Object.assign([{ leadId: '1', firstName: 'Ada' }], { constructor: 1 });
    await wire.push('rc-ev-loadLeads', { leads });
    const event = events.message.find(({ name }) => name === 'loadLeads');
    expect(() => event?.body).not.toThrow();
    expect(event?.body).toMatchObject({ leads: [{ firstName: '‹name›' }] });
  });

  it('in the pointers to what is wrong, below keys that no schema knows', async () => {
    const { wire, events } = await startTestHost({
      plugins: [
        { name: 'a', requests: { matchContacts: () => ({ 'Ada/Love~lace': [{}] }) as never } },
      ],
    });
    await wire.ask('rc-ev-matchContacts', QUERY);
    expect(events.invalid[0]?.issues[0]?.pointer).toBe('/*/0');
  });
});

describe('a recorder may reveal what is masked', () => {
  const REVEAL = Symbol.for('jackfield.reveal');
  type Hide = (kind: string, value: unknown) => unknown;
  const reveal = (event: object | undefined, hide?: Hide): { body: unknown; result: unknown } =>
    (event as { [REVEAL]: (hide?: Hide) => { body: unknown; result: unknown } })[REVEAL](hide);

  async function matchContacts() {
    const started = await startTestHost({
      plugins: [
        {
          name: 'a',
          requests: {
            matchContacts: () => ({
              '6503945910': [{ name: 'Ada', id: 7, surprise: 'unknown' } as never],
              '6508652454': [],
            }),
          },
        },
      ],
    });
    await started.wire.ask('rc-ev-matchContacts', QUERY);
    return { ...started, event: started.events.message.at(-1) };
  }

  it('but contains no personal data unless `hide` returns it', async () => {
    const { event } = await matchContacts();
    const shown = JSON.stringify(reveal(event, () => 'hidden'));
    for (const secret of ['6503945910', '6508652454', 'Ada', '7', 'unknown'])
      expect(shown).not.toContain(secret);
    const { body, result, wireType } = event ?? {};
    expect(reveal(event)).toEqual({ body, result, wireType });
  });

  it('being passed the kind and value of each place: keys as well as values, and what no schema knows', async () => {
    const { event } = await matchContacts();
    const seen: unknown[] = [];
    const { body, result } = reveal(event, (kind, value) => {
      seen.push([kind, value]);
      return value;
    });
    expect(body).toEqual(QUERY);
    expect(result).toEqual({
      '6503945910': [{ name: 'Ada', id: 7, surprise: 'unknown' }],
      '6508652454': [],
    });
    expect(seen).toEqual([
      ['number', '6503945910'],
      ['number 1', '6503945910'],
      ['name', 'Ada'],
      ['id', 7],
      ['?', 'unknown'],
      ['number 2', '6508652454'],
    ]);
  });

  it('but a copy of the event does not contain the revealing function', async () => {
    const { event } = await matchContacts();
    expect(Object.keys(event as object)).toEqual(expect.arrayContaining(['body', 'outcome']));
    expect(JSON.stringify(event)).not.toMatch(/6503945910|Ada|reveal/);
    const copy = structuredClone(event);
    expect(Object.getOwnPropertySymbols(copy)).toEqual([]);
    expect(JSON.stringify(copy)).not.toMatch(/6503945910|Ada/);
  });

  it('and nothing is masked while nobody reads it', async () => {
    const wire = createTestWire();
    const host = createHost({ service: 'Acme', widget: { transport: wire.transport } });
    let reads = 0;
    const lead = { leadId: '7' };
    Object.defineProperty(lead, 'firstName', {
      enumerable: true,
      get() {
        reads += 1;
        return 'Ada';
      },
    });
    const readsOf = (push: () => void): number => {
      reads = 0;
      push();
      return reads;
    };
    const payload = { type: 'rc-ev-loadLeads', leads: [lead] };
    const push = (): void =>
      wire.emit({ type: 'message', data: { type: 'MessageTransport-push', payload } });
    const withoutListener = readsOf(push);
    const stop = host.on('message', () => undefined);
    expect(readsOf(push)).toBe(withoutListener);
    stop();
    host.on('message', ({ body }) => expect(body).toMatchObject({ leads: [{ leadId: '‹id›' }] }));
    expect(readsOf(push)).toBeGreaterThan(withoutListener);
    await host.close();
  });
});

describe('events are emitted in order', () => {
  it('of a request that it came, before it is answered, but not of one that is left alone', async () => {
    const { host, wire } = await startTestHost({
      plugins: [{ name: 'a', requests: { matchContacts: () => ({}), logCall: async () => 'ok' } }],
    });
    const seen: unknown[] = [];
    host.on('requestReceived', ({ name, direction, requestId, body }) =>
      seen.push(['requestReceived', name, direction, requestId, body]),
    );
    host.on('message', ({ name, outcome, bare }) => seen.push([name, outcome, bare]));
    await wire.ask('rc-ev-viewLead', { leadId: '7' });
    await wire.ask('rc-ev-matchContacts', QUERY, 'contacts');
    await wire.bare({ type: 'rc-ev-init' });
    expect(seen).toEqual([
      ['viewLead', 'unhandled', false],
      [
        'requestReceived',
        'matchContacts',
        'in',
        'contacts',
        [{ phoneNumber: '‹number›', callType: 'inbound' }],
      ],
      ['matchContacts', 'answered', false],
      ['init', 'ignored', true],
      ['register', 'sent', undefined],
    ]);
  });

  it('of the widget that it is there, was loaded, and went away', async () => {
    const wire = createTestWire({ load: false });
    const { events, clock } = await startTestHost({}, wire);
    const at = clock.now();
    const types = ['loading', 'load', 'load', 'gone'] as const;
    for (const type of types) wire.emit({ type });
    expect(events.widget).toEqual(types.map((type) => ({ at, type })));
  });
});

describe('an event', () => {
  it('goes to every listener until it is disposed of, also when one throws, which is reported to the page', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const { host, wire } = await startTestHost();
    const received: string[] = [];
    const broken = new Error('broken listener');
    const stopFirst = host.on('message', () => {
      throw broken;
    });
    const stop = host.on('message', ({ wireType }) => received.push(wireType));
    await wire.push('rc-ev-sipRegistered');
    stop();
    stop();
    stopFirst();
    await wire.push('rc-ev-sipFailed');
    expect(received).toEqual(['rc-ev-sipRegistered']);
    expect(reported).toEqual([broken]);
  });

  it('of a failure or of invalid data that nobody listens to is reported to the page, and no other is', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const wire = createTestWire();
    const host = createHost({ service: 'Acme', widget: { transport: wire.transport } });
    await wire.push('rc-ev-ringCall', {});
    await wire.push('rc-ev-madeUp', {});
    expect(reported.map((error) => isJackfieldError(error) && error.code)).toEqual([
      'INVALID_MESSAGE',
    ]);
    host.on('invalid', () => undefined);
    await wire.push('rc-ev-ringCall', {});
    expect(reported).toHaveLength(1);
    await host.close();
  });

  it('of a failure is not reported to the page if its listener removes itself', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const wire = createTestWire();
    const host = createHost({ service: 'Acme', widget: { transport: wire.transport } });
    const off = host.on('invalid', () => off());
    await wire.push('rc-ev-ringCall', {});
    expect(reported).toEqual([]);
    await wire.push('rc-ev-ringCall', {});
    expect(reported).toHaveLength(1);
    await host.close();
  });

  it('is survived where a page has no reportError', async () => {
    const wire = createTestWire();
    const host = createHost({ service: 'Acme', widget: { transport: wire.transport } });
    await wire.push('rc-ev-ringCall', {});
    expect(host.state).toBe('registered');
    await host.close();
  });
});

describe('an error', () => {
  it('is recognised by its name, not by its class, so that copies of the package understand each other', () => {
    expect(isJackfieldError(new JackfieldError('BAD_OPTION', 'text'))).toBe(true);
    expect(
      isJackfieldError(
        Object.assign(new Error('text'), { name: 'JackfieldError', code: 'BAD_OPTION' }),
      ),
    ).toBe(true);
    expect(isJackfieldError(new Error('text'))).toBe(false);
    expect(isJackfieldError({ name: 'JackfieldError', code: 'BAD_OPTION' })).toBe(false);
    expect(isJackfieldError(Object.assign(new Error('text'), { name: 'JackfieldError' }))).toBe(
      false,
    );
  });

  it('carries what was thrown', async () => {
    const cause = new Error('no database');
    const { wire, events } = await startTestHost({
      plugins: [
        {
          name: 'a',
          requests: {
            logCall: () => {
              throw cause;
            },
          },
        },
      ],
    });
    await wire.ask('rc-ev-logCall', LOG);
    expect(events.failed[0]?.error.cause).toBe(cause);
  });
});
