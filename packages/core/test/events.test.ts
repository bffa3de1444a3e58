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
    const told = events.message.find(({ name }) => name === 'loadLeads');
    expect(() => told?.body).not.toThrow();
    expect(told?.body).toMatchObject({ leads: [{ firstName: '‹name›' }] });
  });

  it('in the pointers to what is wrong, below keys that no schema knows', async () => {
    const { wire, events } = await startTestHost({
      plugins: [
        { name: 'a', requests: { matchContacts: () => ({ 'Ada/Love~lace': [{}] }) as never } },
      ],
    });
    await wire.ask('rc-ev-matchContacts', QUERY);
    expect(events.invalid[0]?.faults[0]?.pointer).toBe('/*/0');
  });
});

describe('an event', () => {
  it('goes to every listener until it is disposed of, also when one throws, which the page is told', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const { host, wire } = await startTestHost();
    const heard: string[] = [];
    const broken = new Error('broken listener');
    const stopFirst = host.on('message', () => {
      throw broken;
    });
    const stop = host.on('message', ({ wireType }) => heard.push(wireType));
    await wire.push('rc-ev-sipRegistered');
    stop();
    stop();
    stopFirst();
    await wire.push('rc-ev-sipFailed');
    expect(heard).toEqual(['rc-ev-sipRegistered']);
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

  it('is survived where a page has no reportError', async () => {
    const wire = createTestWire();
    const host = createHost({ service: 'Acme', widget: { transport: wire.transport } });
    await wire.push('rc-ev-ringCall', {});
    expect(host.state).toBe('registered');
    await host.close();
  });
});

describe('an error', () => {
  it('is told from others by its name, not by its class, so that copies of the package understand each other', () => {
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
