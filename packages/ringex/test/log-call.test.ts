import { definePlugin, type Messages } from '@jackfield/core';
import type { DataOf } from '@jackfield/core/protocol';
import { definePlugin as defineRingexPlugin, type RingexOptions } from '@jackfield/ringex';
import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
import { describe, expect, it, vi } from 'vitest';
import { LOGGED_CALL, openPage, PHONE_CALL, RINGCX_CALL, type RingexPage } from './ringex-page.js';

const PATH = '/jackfield/logCall';
type Log = DataOf<Messages['requests']['logCall']>;

/** A page whose plugin, made for RingCX, keeps the logs it gets. */
async function logging(
  options: RingexOptions = {},
  logCall: (data: Log) => unknown = () => 'ok',
): Promise<RingexPage & { readonly logs: Log[] }> {
  const logs: Log[] = [];
  const plugin = definePlugin({
    name: 'logger',
    requests: {
      logCall: (data) => {
        logs.push(data);
        return logCall(data) as never;
      },
    },
  });
  return { ...(await openPage([plugin], options)), logs };
}

const live = { ...LOGGED_CALL, result: 'CallConnected' };

describe('a log does not reach plugins', () => {
  it.each(['Ringing', 'CallConnected', 'OnHold', 'ParkedCall', 'callconnected'])(
    'while its call has the state %s, and the widget is answered at once',
    async (result) => {
      const page = await logging();
      const answer = await page.ask(PATH, {
        triggerType: 'presenceUpdate',
        call: { ...LOGGED_CALL, result },
      });
      expect(answer).toEqual({ data: 'ok' });
      expect(page.logs).toEqual([]);
      expect(page.events.message.at(-1)).toMatchObject({ name: 'logCall', outcome: 'ignored' });
      expect(page.events.failed).toEqual([]);
    },
  );

  it('that the agent only wants to look at: it goes to the plugins that show it', async () => {
    const show = vi.fn(() => 'ok');
    const viewer = defineRingexPlugin({ name: 'viewer', requests: { viewCallLog: show } });
    const page = await logging();
    page.host.add(viewer);
    const body = { triggerType: 'viewLog', call: LOGGED_CALL };
    expect(await page.ask(PATH, body)).toEqual('ok');
    expect(page.logs).toEqual([]);
    expect(show).toHaveBeenCalledExactlyOnceWith(body, expect.anything());
  });

  it('that the agent only wants to look at: without such a plugin, the widget is answered all the same', async () => {
    const page = await logging();
    expect(await page.ask(PATH, { triggerType: 'viewLog', call: LOGGED_CALL })).toEqual({
      data: {},
    });
    expect(page.logs).toEqual([]);
  });

  it.each([
    ['no body', undefined],
    ['null', null],
    ['no call', { triggerType: 'callLogSync' }],
    ['a text for a call', { triggerType: 'callLogSync', call: 'text' }],
    ['a call without an id', { triggerType: 'callLogSync', call: {} }],
    ['null for a call', { triggerType: 'callLogSync', call: null }],
    ['a number for a key', { triggerType: 'callLogSync', call: { ...LOGGED_CALL, sessionId: 7 } }],
    [
      'a list for a note',
      { triggerType: 'logForm', call: LOGGED_CALL, redirect: 'yes', note: ['a'] },
    ],
  ])(
    'with %s: it goes to the plugins that keep it, raw, and the widget is answered',
    async (_name, body) => {
      const keep = vi.fn();
      const page = await logging();
      page.host.add(definePlugin({ name: 'keeper', invalid: { logCall: keep } }));
      const isWrong = body === undefined || body === null || body.triggerType === 'callLogSync';
      const answer = await page.ask(PATH, body);
      expect(answer).toEqual(isWrong ? { data: {} } : { data: 'ok' });
      expect(page.logs).toHaveLength(isWrong ? 0 : 1);
      expect(keep.mock.calls.map(([raw]) => raw as unknown)).toEqual(isWrong ? [body] : []);
      if (isWrong) expect(keep.mock.lastCall?.[1]).toMatchObject({ wire: 'ringex' });
    },
  );
});

describe('a log reaches plugins', () => {
  it.each(['Disconnected', 'NoCall', 'Missed', 'Voicemail', 'Anything new'])(
    'when its call has the state %s',
    async (result) => {
      const page = await logging();
      await page.ask(PATH, { triggerType: 'presenceUpdate', call: { ...LOGGED_CALL, result } });
      expect(page.logs).toHaveLength(1);
      expect(page.logs[0]?.call.result).toBe(result);
    },
  );

  it('when an event has reported the end, though the log still says that the call goes on', async () => {
    const page = await logging();
    await page.push('rc-call-end-notify', { call: PHONE_CALL });
    await page.ask(PATH, { triggerType: 'presenceUpdate', call: live });
    expect(page.logs).toHaveLength(1);
  });

  it.each([
    'callLogSync',
    'callDisposition',
    'logForm',
    'createLog',
    'editLog',
    'contactUpdated',
    'newTrigger',
  ])('for the trigger %s, in whatever state its call is', async (triggerType) => {
    const page = await logging();
    await page.ask(PATH, { triggerType, call: live });
    expect(page.logs).toMatchObject([{ trigger: triggerType, sessionId: '4001' }]);
  });

  it('from the connection on, if the page wants that, but not while the call rings', async () => {
    const page = await logging({ logFrom: 'connection' });
    const log = (result: string) =>
      page.ask(PATH, { triggerType: 'presenceUpdate', call: { ...LOGGED_CALL, result } });
    await log('Ringing');
    expect(page.logs).toEqual([]);
    await log('CallConnected');
    await log('Disconnected');
    expect(page.logs).toHaveLength(2);
  });

  it('under its key, with the id that the events of the call had', async () => {
    const page = await logging();
    await page.push('rc-call-start-notify', { call: { ...PHONE_CALL, partyData: null } });
    await page.push('rc-call-end-notify', { call: PHONE_CALL });
    await page.ask(PATH, { triggerType: 'callLogSync', call: { ...LOGGED_CALL, id: 'row-1' } });
    expect(page.logs[0]).toMatchObject({
      sessionId: '4001',
      source: 'ringcentral',
      call: { id: 'sip-1', telephonySessionId: 's-1', direction: 'INBOUND' },
    });
  });

  it('with the figures of the history, and without those of a call that lasts', async () => {
    const page = await logging();
    const call = { ...LOGGED_CALL, duration: 62, recording: { link: 'https://media.example/1' } };
    await page.ask(PATH, { triggerType: 'presenceUpdate', call });
    await page.ask(PATH, { triggerType: 'createLog', call: { ...call, result: 'CallConnected' } });
    await page.ask(PATH, { triggerType: 'callLogSync', call });
    expect(
      page.logs.map(({ call: { duration, recordingUrl } }) => [duration, recordingUrl]),
    ).toEqual([
      [undefined, 'https://media.example/1'],
      [undefined, 'https://media.example/1'],
      [62, 'https://media.example/1'],
    ]);
  });

  it.each([
    ['Inbound', 'fromEntity', 'from'],
    ['Outbound', 'toEntity', 'to'],
  ] as const)(
    'with the contact that the agent chose for an %s call',
    async (direction, entity, side) => {
      const page = await logging();
      await page.ask(PATH, {
        triggerType: 'createLog',
        call: { ...LOGGED_CALL, direction },
        [entity]: {
          id: 'c1+16505550142',
          contactId: 'c1',
          name: 'Ada Lovelace',
          type: 'Acme',
          entityType: 'Lead',
        },
      });
      expect(page.logs[0]?.contact).toEqual({
        id: 'c1',
        name: 'Ada Lovelace',
        type: 'Acme',
        entityType: 'Lead',
      });
      expect(page.logs[0]?.call[side].name).toBe('Ada Lovelace');
    },
  );

  it('with the contact of the form, and what the agent entered in it', async () => {
    const page = await logging();
    const formData = { contactId: 'c2', note: 'Wants an offer', topic: 'sales' };
    await page.ask(PATH, {
      triggerType: 'logForm',
      call: LOGGED_CALL,
      fromEntity: null,
      toEntity: null,
      note: 'Wants an offer',
      formData,
      redirect: true,
    });
    expect(page.logs[0]).toMatchObject({
      contact: { id: 'c2' },
      formData,
      redirect: true,
      task: { notes: 'Wants an offer' },
    });
  });

  it('without a contact, where the widget says nothing of one', async () => {
    const page = await logging();
    await page.ask(PATH, { triggerType: 'callLogSync', call: LOGGED_CALL });
    expect(page.logs[0]).not.toHaveProperty('contact');
    expect(page.logs[0]).not.toHaveProperty('task');
  });

  it('of RingCX with its note, disposition and summary', async () => {
    const page = await logging();
    await page.ask(PATH, {
      triggerType: 'callDisposition',
      redirect: true,
      aiNote: 'They talked about prices.',
      call: { ...RINGCX_CALL, ringcx: { disposition: 'Sale', notes: 'Bought two' } },
    });
    expect(page.logs[0]).toMatchObject({
      sessionId: RINGCX_CALL.id,
      source: 'ringcx',
      call: { id: RINGCX_CALL.id, startTime: Date.parse(RINGCX_CALL.startTime) },
      task: { dispositionId: 'Sale', notes: 'Bought two', summary: 'They talked about prices.' },
    });
  });

  it('of RingCX with the note of the form, which began with that of the disposition page', async () => {
    const page = await logging();
    const call = { ...RINGCX_CALL, ringcx: { disposition: 'Sale', notes: 'Bought two' } };
    for (const note of ['Bought three', ''])
      await page.ask(PATH, { triggerType: 'logForm', redirect: true, note, call });
    expect(page.logs.map(({ task }) => task)).toEqual([
      { dispositionId: 'Sale', notes: 'Bought three' },
      { dispositionId: 'Sale', notes: '' },
    ]);
  });

  it.each([
    [{ aiNote: 'They talked.' }, { summary: 'They talked.' }],
    [{ call: { ...LOGGED_CALL, aiNote: 'They talked.' } }, { summary: 'They talked.' }],
    [{ aiNote: '', note: {} }, undefined],
    [{ note: null, aiNote: null }, undefined],
  ])('with what %j says of what the agent entered alone', async (said, task) => {
    const page = await logging();
    await page.ask(PATH, { triggerType: 'callLogSync', call: LOGGED_CALL, ...said });
    expect(page.logs.map((log) => log.task)).toEqual([task]);
  });
});

describe('a log that fails', () => {
  it('is answered with what the widget takes as nothing, since the wire has no errors', async () => {
    const page = await logging({}, () => Promise.reject(new Error('the CRM is down')));
    expect(await page.ask(PATH, { triggerType: 'callLogSync', call: LOGGED_CALL })).toEqual({
      data: {},
    });
    expect(page.events.failed).toHaveLength(1);
    expect(page.events.message.at(-1)).toMatchObject({ name: 'logCall', outcome: 'failed' });
  });

  it('hangs no longer than its deadline, which is below the limit of the widget', async () => {
    const page = await logging({}, () => new Promise(() => undefined));
    const answer = page.ask(PATH, { triggerType: 'callLogSync', call: LOGGED_CALL });
    expect(await answer).toBeUndefined();
    await page.clock.advance(11_999);
    expect(page.posted.filter(({ responseId }) => responseId)).toEqual([]);
    await page.clock.advance(1);
    expect(page.posted.filter(({ responseId }) => responseId)).toEqual([
      expect.objectContaining({ response: { data: {} } }),
    ]);
  });
});

describe('a log that is rejected', () => {
  const invalid = { ...LOGGED_CALL, direction: 7 };

  it.each([
    ['its key', invalid, '4001'],
    ['an id, without a key', { ...invalid, sessionId: null }, 's-1'],
    ['the id of RingCX', { ...RINGCX_CALL, direction: 7 }, RINGCX_CALL.id],
  ])('is kept once by callLog, however often it comes: under %s', async (_name, call, key) => {
    const plugin = callLog({ store: memoryCallLogStore() });
    const page = await openPage([plugin]);
    for (let time = 0; time < 3; time += 1) {
      await page.ask(PATH, { triggerType: 'callLogSync', call });
      await page.clock.advance(1_000);
    }
    const answers = (): unknown[] => page.posted.filter(({ responseId }) => responseId);
    await expect.poll(() => answers()).toHaveLength(3);
    const { items } = await plugin.status();
    expect(items).toMatchObject([{ key: `rejected:${key}`, state: 'rejected' }]);
  });
});
