import { definePlugin } from '@jackfield/core';
import { describe, expect, it, vi } from 'vitest';
import { openPage } from './ringex-page.js';

const UII = '201910162213030139010000000016';

describe('matchContacts', () => {
  const ADA = { id: 1, name: 'Ada Lovelace', company: 'Engines', email: 'ada@example.com' };

  it.each([
    ['no numbers', {}],
    ['null for numbers', { phoneNumbers: null }],
    ['numbers that are not text', { phoneNumbers: [7] }],
    ['no body', undefined],
  ])('with %s finds nothing, and is reported', async (_name, body) => {
    const matchContacts = vi.fn(() => ({}));
    const page = await openPage([definePlugin({ name: 'crm', requests: { matchContacts } })]);
    expect(await page.ask('/jackfield/matchContacts', body)).toEqual({ data: {} });
    expect(matchContacts).not.toHaveBeenCalled();
    expect(page.events.invalid).toHaveLength(1);
  });

  it('of the page with a wrong shape is not sent: its pointer is that of the plugin’s result', async () => {
    const page = await openPage([
      definePlugin({
        name: 'crm',
        requests: { matchContacts: () => ({ a: [{ name: 7 }], b: [ADA] }) as never },
      }),
    ]);
    const answer = await page.ask('/jackfield/matchContacts', { phoneNumbers: ['a', 'b'] });
    expect(answer).toMatchObject({ data: { b: [{ name: 'Ada Lovelace' }] } });
    expect(answer).not.toHaveProperty('data.a');
    expect(page.events.invalid).toMatchObject([{ issues: [{ pointer: '/*/0/name' }] }]);
  });

  it('brings the numbers with what the widget knows of them, and takes contacts as RingEX wants them', async () => {
    const matchContacts = vi.fn(() => ({ '+16505550142': [ADA] }));
    const page = await openPage([definePlugin({ name: 'crm', requests: { matchContacts } })]);
    const answer = await page.ask('/jackfield/matchContacts', {
      phoneNumbers: ['+16505550142', '101'],
      callerIds: { '+16505550142': 'LOVELACE A' },
      triggerFrom: 'manual',
    });
    expect(matchContacts.mock.lastCall).toEqual([
      [
        { phoneNumber: '+16505550142', callerName: 'LOVELACE A', isRefresh: true },
        { phoneNumber: '101', isRefresh: true },
      ],
      expect.anything(),
    ]);
    expect(answer).toEqual({
      data: {
        '+16505550142': [
          {
            id: '1',
            name: 'Ada Lovelace',
            type: 'Acme CRM',
            company: 'Engines',
            emails: ['ada@example.com'],
            phoneNumbers: [{ phoneNumber: '+16505550142', phoneType: 'unknown' }],
          },
        ],
      },
    });
  });

  it('keeps what a contact says of itself', async () => {
    const contact = {
      id: 'x',
      name: 'Ada',
      type: 'Other CRM',
      entityType: 'Lead',
      phoneNumbers: [{ phoneNumber: '+1', phoneType: 'mobile' }],
    };
    const page = await openPage([
      definePlugin({ name: 'crm', requests: { matchContacts: () => ({ a: [contact] }) } }),
    ]);
    expect(await page.ask('/jackfield/matchContacts', { phoneNumbers: ['a'] })).toEqual({
      data: { a: [contact] },
    });
  });

  it('takes a member that is undefined as absent', async () => {
    const contact = {
      id: undefined,
      name: 'Ada',
      type: undefined,
      entityType: undefined,
      company: undefined,
      email: undefined,
      phoneNumbers: undefined,
      profileImageUrl: undefined,
    };
    const matchContacts = (given: object) =>
      definePlugin({ name: 'crm', requests: { matchContacts: () => ({ a: [given] }) as never } });
    const asked = { phoneNumbers: ['a'] };
    const answer = async (given: object) =>
      (await openPage([matchContacts(given)])).ask('/jackfield/matchContacts', asked);
    const without = await answer({ name: 'Ada' });
    expect(without).toHaveProperty('data.a.0.type', 'Acme CRM');
    expect(await answer(contact)).toStrictEqual(without);
  });

  it('of several plugins is merged, as on RingCX', async () => {
    const crm = (name: string) =>
      definePlugin({
        name,
        requests: { matchContacts: () => ({ a: [{ id: name, name }] }) },
      });
    const failing = definePlugin({
      name: 'down',
      requests: { matchContacts: () => Promise.reject(new Error('down')) },
    });
    const page = await openPage([crm('one'), failing, crm('two')]);
    expect(await page.ask('/jackfield/matchContacts', { phoneNumbers: ['a'] })).toMatchObject({
      data: { a: [{ name: 'one' }, { name: 'two' }] },
    });
  });

  it('may be asked by a plugin in the words of RingCX, and is checked as there', async () => {
    const found = vi.fn();
    const page = await openPage([
      definePlugin({ name: 'crm', requests: { matchContacts: () => ({ a: [{ name: 'Ada' }] }) } }),
      definePlugin({
        name: 'asking',
        pushes: {
          async init(_, { ask }) {
            found(await ask('matchContacts', [{ phoneNumber: 'a' }]));
            found(await ask('matchContacts', [7] as never).catch((error: Error) => error.message));
          },
        },
      }),
    ]);
    await page.push('rc-adapter-pushAdapterState');
    expect(found.mock.calls).toEqual([
      [{ a: [{ name: 'Ada' }] }],
      [expect.stringContaining('Expected object at /0, received number')],
    ]);
  });
});

describe('a request that fails', () => {
  it.each([
    ['matchContacts', { phoneNumbers: ['1'], callerIds: {} }],
    ['matchCallLogs', { sessionIds: ['4001'] }],
    ['viewLead', { lead: { leadId: '1' } }],
  ] as const)('is answered as if nothing was found: %s', async (name, body) => {
    const fails = () => Promise.reject(new Error('503'));
    const page = await openPage([definePlugin({ name: 'crm', requests: { [name]: fails } })]);
    expect(await page.ask(`/jackfield/${name}`, body)).toEqual({ data: {} });
    expect(page.events.failed).toHaveLength(1);
  });
});

describe('a number that is called as a member of every object', () => {
  it.each(['constructor', '__proto__', 'toString'])(
    'is asked for like any other: %s',
    async (number) => {
      const matchContacts = vi.fn((_queries: unknown) => ({}));
      const page = await openPage([definePlugin({ name: 'crm', requests: { matchContacts } })]);
      await page.ask('/jackfield/matchContacts', { phoneNumbers: [number, '1'], callerIds: {} });
      expect(matchContacts.mock.lastCall?.[0]).toEqual([
        { phoneNumber: number },
        { phoneNumber: '1' },
      ]);
      expect(page.events.invalid).toEqual([]);
    },
  );
});

/** A list whose own `map` and `filter` would throw. */
const changed = (): never[] => Object.assign([], { constructor: null }) as unknown as never[];

it.each([
  ['/jackfield/matchCallLogs', { sessionIds: ['4001'] }, '4001'],
  ['/jackfield/matchContacts', { phoneNumbers: ['101'] }, '101'],
])('%s is answered, whatever a plugin has changed in its lists', async (path, body, key) => {
  const answer = (): Record<string, never[]> => ({ [key]: changed() });
  const requests = { matchCallLogs: answer, matchContacts: answer };
  const page = await openPage([definePlugin({ name: 'crm', requests })]);
  expect(await page.ask(path, body)).toEqual({ data: { [key]: [] } });
});

describe('matchCallLogs', () => {
  it('informs its handlers that the widget shows states, and maps rows', async () => {
    const matchCallLogs = vi.fn((_keys: readonly string[]) => ({
      4001: [{ id: 7, contactId: 'c1', note: 'Bought two' }],
      4002: [{ status: 'pending' as const, message: 'Soon' }],
      4003: [{}],
    }));
    const page = await openPage([definePlugin({ name: 'crm', requests: { matchCallLogs } })]);
    const answer = await page.ask('/jackfield/matchCallLogs', {
      sessionIds: ['4001', '4002', '4003'],
      activeSessionIds: ['4003'],
    });
    expect(matchCallLogs.mock.lastCall).toEqual([
      ['4001', '4002', '4003'],
      expect.objectContaining({ statusRows: true }),
    ]);
    expect(answer).toEqual({
      data: {
        4001: [{ id: '7', contact: { id: 'c1' }, note: 'Bought two' }],
        4002: [{ id: '4002', type: 'status', status: 'pending', message: 'Soon' }],
        4003: [{ id: '4003' }],
      },
    });
  });

  it('asks for no other keys than those of the widget', async () => {
    const matchCallLogs = vi.fn((_keys: readonly string[]) => ({}));
    const page = await openPage([definePlugin({ name: 'crm', requests: { matchCallLogs } })]);
    await page.ask('/jackfield/matchCallLogs', { sessionIds: [UII] });
    expect(matchCallLogs.mock.lastCall?.[0]).toEqual([UII]);
  });

  it('asks for the keys of RingCX as well, if the page wants that, and finds their logs for the call', async () => {
    const matchCallLogs = vi.fn((_keys: readonly string[]) => ({
      [`${UII}$2`]: [{ id: 'old' }],
      4001: [{ id: 'new' }],
    }));
    const page = await openPage([definePlugin({ name: 'crm', requests: { matchCallLogs } })], {
      legacyKeys: true,
    });
    const answer = await page.ask('/jackfield/matchCallLogs', { sessionIds: [UII, '4001'] });
    const [keys] = matchCallLogs.mock.lastCall ?? [];
    expect(keys).toEqual(expect.arrayContaining([UII, `${UII}$1`, `${UII}$2`, '4001']));
    expect(keys).not.toContain('4001$2');
    expect(answer).toEqual({ data: { [UII]: [{ id: 'old' }], 4001: [{ id: 'new' }] } });
  });
});

it('a row of matchCallLogs with members that are undefined is one without them', async () => {
  const rows = { id: undefined, contactId: undefined, note: undefined, message: undefined };
  const matchCallLogs = () => ({ 4001: [{ ...rows, status: undefined }] });
  const page = await openPage([definePlugin({ name: 'crm', requests: { matchCallLogs } })]);
  expect(await page.ask('/jackfield/matchCallLogs', { sessionIds: ['4001'] })).toStrictEqual({
    data: { 4001: [{ id: '4001' }] },
  });
});

describe('viewLead', () => {
  it('brings the lead as RingCX has it', async () => {
    const viewLead = vi.fn((_lead: unknown) => 'ok');
    const page = await openPage([definePlugin({ name: 'crm', requests: { viewLead } })]);
    const lead = { leadId: '1', firstName: 'Ada' };
    expect(await page.ask('/jackfield/viewLead', { lead, agentId: '7' })).toEqual({ data: 'ok' });
    expect(viewLead.mock.lastCall?.[0]).toEqual(lead);
  });

  it.each([
    ['no lead', {}],
    ['null', { lead: null }],
    ['a lead without an id', { lead: {} }],
  ])('with %s is not handled', async (_name, body) => {
    const viewLead = vi.fn((_lead: unknown) => 'ok');
    const page = await openPage([definePlugin({ name: 'crm', requests: { viewLead } })]);
    expect(await page.ask('/jackfield/viewLead', body)).toEqual({ data: {} });
    expect(viewLead).not.toHaveBeenCalled();
  });
});
