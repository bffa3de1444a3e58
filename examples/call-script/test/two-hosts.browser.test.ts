import type { Host, HostEvents, HostOptions } from '@jackfield/core';
import { createHost } from '@jackfield/core';
import { callScript, type CallScriptMessages } from 'acme-call-script';
import { pageLink } from 'acme-call-script/panel';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  openFrame,
  push,
  request,
  watch,
  WIDGET,
  type TestFrame,
} from '../../../packages/core/test/browser/frames.js';
import { LOG } from '../../../packages/core/test/test-wire.js';
import { connectDesk } from './readme-example.js';
import { openPanel, PANEL, type PanelFrame } from './panel-frame.js';

const ada = { name: 'Ada Lovelace', phoneNumber: '+16505550142' };
const FIND = { acme: 'ask', id: 'f-1', message: { name: 'find-customer', data: { callId: '7' } } };

interface Desk {
  readonly phone: TestFrame;
  readonly panel: PanelFrame;
  readonly crm: { customerOf: ReturnType<typeof vi.fn>; keepNote: ReturnType<typeof vi.fn> };
  readonly hosts: { readonly phone: Host; readonly script: Host<CallScriptMessages> };
  readonly events: Record<'phone' | 'script', (HostEvents['message'] | HostEvents['unhandled'])[]>;
}

/** The example of the README in a page with a phone and a panel, each of an origin of its own. */
async function openDesk(): Promise<Desk> {
  const phone = await openFrame({ query: { init: '0' } });
  const panel = await openPanel();
  const crm = { customerOf: vi.fn(async () => ada), keepNote: vi.fn() };
  const hosts = connectDesk(
    crm,
    { frame: phone.element, origin: WIDGET },
    { frame: panel.element, origin: PANEL },
  );
  const events: Desk['events'] = { phone: [], script: [] };
  for (const which of ['phone', 'script'] as const) {
    const host: Pick<Host, 'on' | 'close'> = hosts[which];
    host.on('message', (event) => void events[which].push(event));
    host.on('unhandled', (event) => void events[which].push(event));
    onTestFinished(() => host.close({ now: true }));
  }
  await expect.poll(() => hosts.script.state).toBe('registered');
  await panel.send('stepShown', { callId: '7', stepId: 'greeting' });
  await expect.poll(() => events.script).toHaveLength(1);
  events.script.splice(0);
  events.phone.splice(0);
  return { phone, panel, crm, hosts, events };
}

/** Lets all come to this page that both frames have posted so far. */
async function settle({ phone, panel }: Desk): Promise<void> {
  const marker = crypto.randomUUID();
  const came = new Promise<void>((resolve) => {
    addEventListener('message', function listen({ data }: MessageEvent<{ marker?: unknown }>) {
      if (data?.marker !== marker) return;
      removeEventListener('message', listen);
      resolve();
    });
  });
  await panel.post({ marker });
  await came;
  await phone.flush();
}

describe('two hosts on one page', () => {
  test('ignore the messages of the other frame, even in their own format', async () => {
    const desk = await openDesk();
    const { phone, panel, crm, events } = desk;
    await panel.post(push('rc-ev-newCall', { call: LOG.call }));
    await panel.post(request('p-1', 'rc-ev-logCall', LOG));
    phone.post(FIND);
    phone.post({
      acme: 'tell',
      message: { name: 'note-taken', callId: '7', note: { id: 'n', text: 'spoilt' } },
    });
    await settle(desk);
    expect(crm.customerOf).not.toHaveBeenCalled();
    expect(crm.keepNote).not.toHaveBeenCalled();
    // Not even reported as unknown: no host looks at what another window has posted.
    expect(events).toEqual({ phone: [], script: [] });
    expect(await phone.responses('p-1')).toEqual([]);
    const answers = (await panel.received()).all.filter((data) => data !== null);
    expect(answers).toEqual([]);
    expect(JSON.stringify(await phone.received())).not.toContain('Lovelace');
  });

  test('serve their own frames: a call shows the script, and the panel receives who calls', async () => {
    const { phone, panel, crm } = await openDesk();
    phone.post(push('rc-ev-newCall', { call: LOG.call }));
    const shown = ['showScript', { callId: LOG.call.id, direction: LOG.call.direction }];
    await expect.poll(async () => (await panel.received()).received).toEqual([shown]);
    expect(await panel.ask('findCustomer', { callId: LOG.call.id })).toEqual(ada);
    expect(crm.customerOf).toHaveBeenCalledWith(LOG.call.id, expect.any(AbortSignal));
    await panel.send('noteTaken', { callId: '7', note: { id: 'n-1', text: 'Call again' } });
    await expect.poll(() => crm.keepNote.mock.calls).toEqual([['7', 'Call again']]);
    phone.post(push('rc-ev-endCall', { call: LOG.call }));
    await expect
      .poll(async () => (await panel.received()).received)
      .toEqual([shown, ['hideScript', {}]]);
  });

  test('register with the phone only', async () => {
    const { phone, panel } = await openDesk();
    await expect.poll(async () => (await phone.services()).length).toBeGreaterThan(0);
    expect((await panel.received()).all).toEqual([]);
  });

  test('ask the panel, and let an end of one host leave the other at work', async () => {
    const { phone, panel, hosts } = await openDesk();
    const notes = [{ id: 'n-1', text: 'About 7' }];
    expect(await hosts.script.request('readNotes', { callId: '7' })).toEqual(notes);
    await hosts.phone.close();
    expect(await hosts.script.request('readNotes', { callId: '7' })).toEqual(notes);
    expect(await panel.ask('findCustomer', { callId: '7' })).toEqual(ada);
    expect((await phone.services()).at(-1)).toEqual({ name: 'Acme CRM' });
  });
});

describe('a frame of another origin than the panel’s', () => {
  const options = {
    service: 'Acme desk',
    protocol: callScript,
  } satisfies HostOptions<CallScriptMessages>;

  test('is refused where wire.json does not name it', async () => {
    const { element } = await openPanel();
    expect(() => createHost({ ...options, widget: { frame: element } })).toThrow(
      expect.objectContaining({
        code: 'ORIGIN_UNKNOWN',
        message: expect.stringContaining('https://scripts.acme.example'),
      }),
    );
  });

  test('is refused where the host was given another, and receives nothing', async () => {
    const panel = await openPanel();
    expect(() =>
      createHost({ ...options, widget: { frame: panel.element, origin: WIDGET } }),
    ).toThrow(expect.objectContaining({ code: 'FRAME_REFUSED' }));
    expect((await panel.received()).all).toEqual([]);
  });

  test('is one host’s', async () => {
    const { element } = await openPanel();
    const widget = { frame: element, origin: PANEL };
    watch(createHost({ ...options, widget }) as unknown as Host);
    expect(() => createHost({ ...options, service: 'Other', widget })).toThrow(
      expect.objectContaining({ code: 'WIDGET_TAKEN' }),
    );
  });
});

describe('the panel', () => {
  test('sends nothing to a page that is not Acme’s, and accepts nothing from it', async () => {
    const panel = await openPanel('https://crm.acme.example');
    const onMessage = vi.fn();
    addEventListener('message', onMessage);
    onTestFinished(() => removeEventListener('message', onMessage));
    const { host } = watch(
      createHost({
        service: 'Acme desk',
        protocol: callScript,
        widget: { frame: panel.element, origin: PANEL },
      }) as unknown as Host,
    );
    await panel.send('stepShown', { callId: '7', stepId: 'greeting' });
    panel.element.contentWindow?.postMessage(
      { acme: 'tell', message: { name: 'hide-script' } },
      PANEL,
    );
    await expect.poll(async () => (await panel.received()).all).toHaveLength(1);
    expect((await panel.received()).received).toEqual([]);
    expect(onMessage).not.toHaveBeenCalled();
    expect(host.state).toBe('registered');
  });

  test.each([
    ['another window', { source: null }],
    ['another origin', { origin: 'https://evil.example' }],
  ])('ignores %s', (_name, wrong) => {
    const listener = vi.fn();
    onTestFinished(pageLink(window, 'https://crm.acme.example').listen(listener));
    const right = { source: window, origin: 'https://crm.acme.example', data: 'hello' };
    dispatchEvent(new MessageEvent('message', { ...right, ...wrong }));
    expect(listener).not.toHaveBeenCalled();
    dispatchEvent(new MessageEvent('message', right));
    expect(listener).toHaveBeenCalledWith('hello');
  });
});
