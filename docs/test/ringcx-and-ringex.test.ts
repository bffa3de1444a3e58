import { definePlugin, type Call, type Host, type RequestMap } from '@jackfield/core';
import type { DataOf } from '@jackfield/core/protocol';
import {
  callLog,
  type CallLogPlugin,
  memoryCallLogStore,
  StoreError,
} from '@jackfield/plugin-calllog';
import { createRingexWidget, createWidget } from '@jackfield/testing';
import { expect, it, vi } from 'vitest';
import {
  acmeLogs,
  dial,
  withBoth,
  withConsent,
  withRingcx,
  withRingex,
  withStates,
} from '../examples/ringcx-and-ringex.js';

const CALLER = '+16505550142';

/** A plugin for RingCX that records what it gets. */
const spy = () => {
  const calls: [string, Call['id'] | undefined][] = [];
  const logs: DataOf<RequestMap['logCall']>[] = [];
  const plugin = definePlugin({
    name: 'acme-spy',
    requests: { logCall: (data) => (logs.push(data), 'ok') },
    pushes: {
      ringCall: ({ call }) => void calls.push(['ring', call.id]),
      newCall: ({ call }) => void calls.push(['new', call.id]),
      endCall: ({ call }) => void calls.push(['end', call?.id]),
    },
  });
  return { plugin, calls, logs };
};

it('moves a page from RingCX to RingEX by its host alone', async () => {
  const [before, after] = [spy(), spy()];
  const ringcx = createWidget();
  const ringex = createRingexWidget();
  const hosts = [
    withRingcx([before.plugin], { transport: ringcx.transport }),
    withRingex([after.plugin], { transport: ringex.transport }),
  ];
  for (const [widget, seen] of [
    [ringcx, before],
    [ringex, after],
  ] as const) {
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.hangUp();
    await widget.submitDisposition({ notes: 'Call back' });
    await expect.poll(() => seen.logs).toMatchObject([{ task: { notes: 'Call back' } }]);
    expect(seen.calls.map(([phase]) => phase)).toEqual(['ring', 'new', 'end']);
    expect(new Set(seen.calls.map(([, id]) => id)).size).toBe(1);
  }
  expect(before.logs[0]).not.toHaveProperty('trigger');
  expect(after.logs[0]).toMatchObject({ trigger: 'logForm', source: 'ringcentral' });
  await dial(hosts[1] as Host, '+16505550187');
  await expect.poll(() => ringex.phase).toBe('dialing');
  for (const host of hosts) await host.close();
});

it('runs one plugin value on both widgets of a page', async () => {
  const { plugin, logs } = spy();
  const ringcx = createWidget();
  const ringex = createRingexWidget();
  const close = withBoth([plugin], {
    ringcx: { transport: ringcx.transport },
    ringex: { transport: ringex.transport },
  });
  for (const widget of [ringcx, ringex]) {
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.hangUp();
    await widget.submitDisposition({ notes: widget.version });
  }
  await expect.poll(() => logs).toHaveLength(2);
  expect(logs.map(({ task }) => task?.notes)).toEqual(['1.0', '3.x']);
  await close();
});

it('keeps what a log has while later ones say more', async () => {
  const rows = new Map<string, object>();
  const open = vi.fn();
  const upsert = async (key: string, row: object): Promise<void> =>
    void rows.set(key, { ...rows.get(key), ...row });
  const widget = createRingexWidget();
  const host = withRingex([acmeLogs({ upsert, open })], { transport: widget.transport });
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.setAutoLog(true);
  await widget.hangUp();
  expect(open).not.toHaveBeenCalled();
  await widget.saveLog({ note: 'Call back' }, key);
  await widget.syncCallLog();
  await widget.addRecording(key);
  await expect
    .poll(() => rows.get(key))
    .toMatchObject({
      from: CALLER,
      notes: 'Call back',
      seconds: expect.any(Number) as number,
      recording: expect.any(String) as string,
    });
  expect(rows.size).toBe(1);
  expect(open).toHaveBeenCalledWith(key);
  await host.close();
});

it('shows in the widget what waits, and that it no longer does', async () => {
  const memory = memoryCallLogStore();
  let isDown = true;
  const logs = callLog({
    store: {
      ...memory,
      async upsert(record, context) {
        if (isDown) throw new StoreError('transient', 'no answer');
        await memory.upsert(record, context);
      },
    },
  });
  const widget = createRingexWidget();
  const { clock, transport } = widget;
  const host = withStates(logs, { transport });
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.clickLog(key);
  void widget.saveLog({ note: 'Call back' }, key);
  const row = () => widget.history.find((call) => call.key === key);
  await vi.waitFor(async () => {
    await clock.advance(500);
    expect(row()).toMatchObject({ logged: false, statusRow: { status: 'failed' } });
  }, 20_000);
  isDown = false;
  await logs.retry(key);
  await vi.waitFor(async () => {
    await clock.advance(500);
    expect(row()).toMatchObject({ logged: true, statusRow: undefined });
  }, 20_000);
  await host.close();
});

it('has only the logs read again whose state has changed, and reports a refused command', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  let change: (states: readonly (readonly [key: unknown, state: string])[]) => void = () => {};
  const logs: CallLogPlugin = {
    ...callLog({ store: memoryCallLogStore() }),
    subscribe(listener) {
      change = (states) =>
        listener({ items: states.map(([key, state]) => ({ key, state })) } as never);
      return () => undefined;
    },
  };
  const widget = createRingexWidget();
  const host = withStates(logs, { transport: widget.transport });
  change([['0', 'pending']]);
  await expect.poll(() => host.state).toBe('registered');
  change([['1', 'pending']]);
  change([
    ['1', 'pending'],
    ['2', 'pending'],
  ]);
  change([
    ['1', 'delivered'],
    ['2', 'pending'],
  ]);
  change([['1', 'delivered']]);
  await expect
    .poll(() =>
      widget.received
        .filter(({ name }) => name === 'rematchCallLogs')
        .map(({ envelope }) => (envelope as { readonly sessionIds: unknown }).sessionIds),
    )
    .toEqual([['1'], ['2'], ['1']]);
  expect(reported).not.toHaveBeenCalled();
  change([[7, 'pending']]);
  await expect
    .poll(() => reported)
    .toHaveBeenCalledWith(expect.objectContaining({ code: 'INVALID_MESSAGE' }));
  vi.unstubAllGlobals();
  await host.close();
});

it.each([
  ['a call', { phoneNumber: CALLER, actionType: 'call' }, true],
  ['a call to somebody else', { phoneNumber: '+16505550187', actionType: 'call' }, false],
  [
    'a text message to several people',
    {
      recipients: [{ phoneNumber: '+16505550187' }, { phoneNumber: null }, { phoneNumber: CALLER }],
      actionType: 'sms',
    },
    true,
  ],
  ['a text message', { recipients: [{ phoneNumber: '+16505550187' }], actionType: 'sms' }, false],
])('asks a plugin of RingEX before %s', async (_name, data, isStopped) => {
  const mayContact = vi.fn(async (phoneNumber: string) => phoneNumber !== CALLER);
  const widget = createRingexWidget();
  const host = withConsent([], mayContact, { transport: widget.transport });
  const { result } = await widget.request('checkDoNotContact', data);
  expect(result).toEqual({ data: { result: isStopped, mode: 'restrict' } });
  const people = 'recipients' in data ? data.recipients : [data];
  const numbers = people.flatMap(({ phoneNumber }) => phoneNumber ?? []);
  expect(mayContact.mock.calls.map(([number]) => number)).toEqual(numbers);
  await host.close();
});
