import { createHost, definePlugin, type HostEvents, type Plugin } from '@jackfield/core';
import { createTestClock } from '@jackfield/testing';
import { callScript, type CallScriptMessages } from 'acme-call-script';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryPanel } from './memory-panel.js';

const ASK = { acme: 'ask', id: '1', message: { name: 'find-customer', data: { callId: '7' } } };
const ada = { name: 'Ada Lovelace', phoneNumber: '+16505550142' };

const customers = definePlugin(
  {
    name: 'customers',
    requests: { findCustomer: ({ callId }) => (callId === '7' ? ada : (undefined as never)) },
  },
  callScript,
);

function open(plugins: readonly Plugin<CallScriptMessages>[] = [], begun = true) {
  const panel = createMemoryPanel();
  const clock = createTestClock();
  const { transport } = panel;
  const host = createHost({
    service: 'Acme desk',
    protocol: callScript,
    plugins,
    widget: { transport },
    clock,
  });
  const events: { [K in 'failed' | 'unhandled' | 'message' | 'registered']: HostEvents[K][] } = {
    failed: [],
    unhandled: [],
    message: [],
    registered: [],
  };
  for (const name of Object.keys(events) as (keyof typeof events)[])
    host.on(name, (event) => void (events[name] as unknown[]).push(event));
  onTestFinished(async () => {
    panel.page.close();
    await host.close({ now: true });
  });
  if (begun) panel.load();
  return { host, panel, clock, events };
}

describe('a wire without a register role', () => {
  it('registers nothing, not at a load, not for a plugin, not at the end', async () => {
    const { host, panel, clock, events } = open([customers]);
    await clock.advance(5_000);
    host.add(definePlugin({ name: 'more', requests: { suggestAnswers: () => ({}) } }, callScript));
    await clock.advance(5_000);
    expect(host.state).toBe('registered');
    await host.close();
    expect(panel.posted).toEqual([]);
    expect(events.registered).toEqual([]);
  });

  it('reports by capabilities what its plugins can do', () => {
    expect(open([customers]).host.capabilities).toEqual(['customers']);
  });

  it('has every request answered, with an error where no plugin handles it', async () => {
    const { panel, clock, events } = open();
    panel.post(ASK);
    await clock.advance(0);
    expect(panel.posted).toEqual([
      { acme: 'answer', id: '1', error: 'findCustomer: no plugin handles it' },
    ]);
    expect(events.unhandled).toMatchObject([{ name: 'findCustomer', reason: 'no-handler' }]);
  });
});

describe('a wire without a ready role', () => {
  const script = { callId: '7', direction: 'INBOUND' } as const;

  it('posts no command before the panel has posted a message, and gives up after ten seconds', async () => {
    const { host, panel, clock } = open([], false);
    const sent = expect(host.send('showScript', script)).rejects.toMatchObject({
      code: 'WIDGET_NOT_READY',
    });
    await clock.advance(10_000);
    await sent;
    panel.load();
    await clock.advance(5_000);
    expect(panel.posted).toEqual([]);
  });

  it('posts it after the first message of the panel', async () => {
    const { host, panel } = open([], false);
    const sent = host.send('showScript', script);
    panel.page.send('stepShown', { callId: '7', stepId: 'greeting' });
    await sent;
    expect(panel.handlers.showScript).toHaveBeenCalledWith(script);
  });

  it('posts it two seconds after the load of a panel that posts nothing', async () => {
    const { host, panel, clock } = open();
    const sent = host.send('showScript', script);
    await clock.advance(1_999);
    expect(panel.posted).toEqual([]);
    await clock.advance(1);
    await sent;
    expect(panel.handlers.showScript).toHaveBeenCalledOnce();
  });

  it('is not ready because of a message that no schema defines', async () => {
    const { host, panel, clock } = open([], false);
    const sent = host.send('hideScript').catch((error: Error) => error.message);
    panel.post({ acme: 'tell', message: { name: 'hello' } });
    panel.post({ type: 'rc-ev-init' });
    await clock.advance(10_000);
    expect(await sent).toContain('hideScript was not sent');
  });
});

describe('the panel', () => {
  it('receives what to show, in the order of the calls', async () => {
    const { host, panel, clock } = open();
    await clock.advance(2_000);
    await host.send('showScript', { callId: '7', direction: 'OUTBOUND' });
    await host.send('hideScript');
    expect(panel.handlers.showScript).toHaveBeenCalledWith({ callId: '7', direction: 'OUTBOUND' });
    expect(panel.handlers.hideScript).toHaveBeenCalledOnce();
  });

  it('receives nothing that violates a schema', async () => {
    const { host, panel, clock } = open();
    await clock.advance(2_000);
    await expect(
      host.send('showScript', { callId: '', direction: 'INBOUND' }),
    ).rejects.toMatchObject({ code: 'INVALID_MESSAGE', issues: [{ pointer: '/callId' }] });
    expect(panel.posted).toEqual([]);
  });

  it('reports a note once, however often it pushes it', async () => {
    const keepNote = vi.fn<(body: unknown) => void>();
    const { panel, clock } = open([
      definePlugin({ name: 'notes', pushes: { noteTaken: keepNote } }, callScript),
    ]);
    const note = { id: 'n-1', text: 'Prefers calls after four' };
    panel.page.send('noteTaken', { callId: '7', note });
    panel.page.send('noteTaken', { callId: '7', note });
    panel.page.send('noteTaken', { callId: '7', note: { ...note, id: 'n-2' } });
    await clock.advance(0);
    expect(keepNote).toHaveBeenCalledTimes(2);
  });

  it('receives who calls from the first plugin that knows', async () => {
    const nobody = definePlugin(
      { name: 'nobody', requests: { findCustomer: () => undefined as never } },
      callScript,
    );
    const { panel } = open([nobody, customers]);
    expect(await panel.page.ask('findCustomer', { callId: '7' })).toEqual(ada);
    await expect(panel.page.ask('findCustomer', { callId: '8' })).rejects.toThrow(/findCustomer/);
  });

  it('receives the suggestions of all plugins, and none of one that is late', async () => {
    const suggest = (name: string, text: string) =>
      definePlugin(
        {
          name,
          requests: {
            suggestAnswers: ([topic = '']) => ({ [topic]: [{ text }] }),
          },
        },
        callScript,
      );
    const late = definePlugin(
      { name: 'late', requests: { suggestAnswers: () => new Promise<never>(() => undefined) } },
      callScript,
    );
    const { panel, clock, events } = open([suggest('a', 'Free'), late, suggest('b', 'Fast')]);
    const asked = panel.page.ask('suggestAnswers', ['shipping']);
    await clock.advance(3_000);
    expect(await asked).toEqual({ shipping: [{ text: 'Free' }, { text: 'Fast' }] });
    expect(events.failed).toMatchObject([{ plugin: 'late' }]);
  });

  it('answers what the page asks', async () => {
    const { host, panel, clock } = open();
    panel.handlers.readNotes.mockReturnValue([{ id: 'n-1', text: 'Hi' }]);
    await clock.advance(2_000);
    expect(await host.request('readNotes', { callId: '7' })).toEqual([{ id: 'n-1', text: 'Hi' }]);
    expect(panel.handlers.readNotes).toHaveBeenCalledWith({ callId: '7' });
  });

  it('says why where it cannot answer', async () => {
    const { host, panel, clock } = open();
    await clock.advance(2_000);
    panel.handlers.readNotes.mockReturnValueOnce([{ id: 'n-1' }] as never);
    await expect(host.request('readNotes', { callId: '7' })).rejects.toMatchObject({
      code: 'WIDGET_ERROR',
      message: "readNotes: expected required property 'text' at /0",
    });
    panel.handlers.readNotes.mockRejectedValueOnce(new Error('storage is full'));
    await expect(host.request('readNotes', { callId: '7' })).rejects.toThrow('storage is full');
  });
});

describe('diagnostics', () => {
  it('show no name, number, note or call id', async () => {
    const { panel, events } = open([customers]);
    await panel.page.ask('findCustomer', { callId: '7' });
    panel.page.send('noteTaken', { callId: '7', note: { id: 'n-1', text: 'Ill since May' } });
    expect(events.message.map(({ body, result }) => ({ body, result }))).toEqual([
      { body: { callId: '‹id›' }, result: { name: '‹name›', phoneNumber: '‹number›' } },
      {
        body: { callId: '‹id›', note: { id: 'n-1', text: '‹text›' } },
        result: undefined,
      },
    ]);
  });
});

describe('plugins of another protocol', () => {
  it('are refused by both hosts', () => {
    const ringcx = definePlugin({ name: 'log', requests: { logCall: () => 'ok' } });
    const { transport } = createMemoryPanel();
    const widget = { transport };
    expect(() =>
      createHost({
        service: 'Acme desk',
        protocol: callScript,
        plugins: [ringcx as never],
        widget,
      }),
    ).toThrow(/expected a plugin from definePlugin for call-script/);
    expect(() =>
      createHost({ service: 'Acme CRM', plugins: [customers as never], widget }),
    ).toThrow(/expected a plugin from definePlugin for ringcx/);
  });

  it('cannot be declared with names of the other one', () => {
    expect(() =>
      definePlugin({ name: 'log', requests: { logCall: () => 'ok' } } as never, callScript),
    ).toThrow(/no message of call-script at \/requests\/logCall/);
  });
});
