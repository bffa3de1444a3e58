import { createHost, definePlugin, type Host } from '@jackfield/core';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LOG, QUERY } from '../test-wire.js';
import {
  ADAPTER_ID,
  openFrame,
  push,
  request,
  response,
  type TestFrame,
  type TestHost,
  watch,
  WIDGET,
} from './frames.js';
import { type Stranger, STRANGERS } from './strangers.js';

const SERVICE = 'Acme CRM';
const CALL = push('rc-ev-newCall', { call: LOG.call });
const DIAL = { phoneNumber: '+16505550100' };

/** What a stranger would have the host register as. */
const REGISTER = push('rc-ev-register', {
  service: { name: 'Stranger', callLoggerEnabled: true, leadViewerEnabled: true },
});

const receivedCalls = vi.fn();
const asked = vi.fn();
const reported = vi.fn();
const thrown = vi.fn();

interface World extends TestHost {
  readonly widget: TestFrame;
  /** Lets the one logCall that is under way end. */
  finish(): void;
  /** Opens the stranger. */
  enter(): Promise<Stranger>;
}

/** What strangers try. Each looks itself whether it has come to anything. */
const ATTEMPTS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  async 'push what plugins listen to'({ enter }) {
    const stranger = await enter();
    stranger.post(CALL);
    await stranger.flush();
    expect(receivedCalls).not.toHaveBeenCalled();
  },

  async 'ask for a customer'({ enter, events }) {
    const stranger = await enter();
    const before = events.message.length;
    stranger.post(request('forged', 'rc-ev-matchContacts', QUERY));
    stranger.post(request('forged too', 'rc-ev-logCall', LOG));
    await stranger.flush();
    expect(asked).not.toHaveBeenCalled();
    expect(events.message).toHaveLength(before);
  },

  async 'have the host register, elsewhere or as something else'({ enter, events, host }) {
    const stranger = await enter();
    const before = events.registered.length;
    stranger.post({ type: 'rc-ev-init' });
    stranger.post(REGISTER);
    stranger.post({ ...REGISTER, type: 'MessageTransport-request', requestId: 'register' });
    stranger.post({ type: 'rc-ev-register', service: { name: 'Stranger' } });
    await stranger.flush();
    expect(events.registered).toHaveLength(before);
    expect(host.service).toBe(SERVICE);
    expect(host.capabilities).toEqual(['callLoggerEnabled', 'contactMatcherEnabled']);
  },

  async 'answer what the page asked the widget'({ enter, host, widget }) {
    const settled = vi.fn();
    void host.request('checkPopupWindow').then(settled, settled);
    const id = await requestOf(widget);
    const stranger = await enter();
    stranger.post(response(id, true));
    stranger.post({ ...response(id, undefined), error: 'forged' });
    await stranger.flush();
    expect(settled).not.toHaveBeenCalled();
    if (stranger === widget) return;
    widget.post(response(id, false));
    await expect.poll(() => settled.mock.calls).toEqual([[false]]);
  },

  async 'get, or get in the way of, what the widget asked'({ enter, widget, finish, events }) {
    widget.post(request('open', 'rc-ev-logCall', LOG));
    await widget.flush();
    expect(asked).toHaveBeenCalledOnce();
    const stranger = await enter();
    const before = events.message.length;
    stranger.post(request('open', 'rc-ev-logCall', LOG));
    stranger.post(response('open', 'forged'));
    await stranger.flush();
    expect(asked).toHaveBeenCalledOnce();
    expect(events.message).toHaveLength(before);
    finish();
    await expect
      .poll(() => events.message.some(({ requestId }) => requestId === 'open'))
      .toBe(true);
    if (stranger !== widget) {
      await expect.poll(() => widget.responses('open')).toMatchObject([{ result: 'kept' }]);
    }
  },

  async 'pass for the widget, and be given its commands'({ enter, widget, host }) {
    const loaded = widget.load();
    widget.reload();
    await loaded;
    const sent = vi.fn();
    const stranger = await enter();
    void host.send('clickToDial', DIAL).then(sent, sent);
    stranger.post({ type: 'rc-ev-init' });
    stranger.post(CALL);
    await stranger.flush();
    // The widget has said nothing since its load, so the command waits.
    expect(sent).not.toHaveBeenCalled();
  },

  async 'flood the host'({ enter, events }) {
    const stranger = await enter();
    const before = Object.values(events).flat().length;
    for (const message of [
      null,
      { type: 'rc-ev-init' },
      CALL,
      REGISTER,
      request('flood', 'rc-ev-matchContacts', QUERY),
      response('flood', {}),
    ]) {
      stranger.burst(500, message);
    }
    await stranger.flush();
    expect(Object.values(events).flat()).toHaveLength(before);
    expect(asked).not.toHaveBeenCalled();
    expect(receivedCalls).not.toHaveBeenCalled();
  },
};

/** The id of the one request that the page has made. */
async function requestOf(widget: TestFrame): Promise<string> {
  const ids = async (): Promise<readonly string[]> =>
    (await widget.received()).flatMap(({ type, requestId = '' }) =>
      type === 'MessageTransport-request' ? [requestId] : [],
    );
  await expect.poll(ids).toHaveLength(1);
  return (await ids())[0] as string;
}

async function openWorld(): Promise<Omit<World, 'enter'>> {
  const widget = await openFrame({ id: ADAPTER_ID, query: { init: '0' } });
  let finish = (): void => undefined;
  const plugin = definePlugin({
    name: 'probe',
    pushes: { newCall: receivedCalls },
    requests: {
      matchContacts() {
        asked();
        return {};
      },
      logCall() {
        asked();
        return new Promise((resolve) => {
          finish = () => resolve('kept');
        });
      },
    },
  });
  const host: Host = createHost({
    service: SERVICE,
    widget: { origin: WIDGET },
    plugins: [plugin],
  });
  const started = watch(host);
  widget.post({ type: 'rc-ev-init' });
  await expect.poll(() => widget.services()).not.toEqual([]);
  await widget.flush();
  return { ...started, widget, finish: () => finish() };
}

beforeEach(() => {
  for (const spy of [receivedCalls, asked, reported, thrown]) spy.mockReset();
  vi.stubGlobal('reportError', reported);
  addEventListener('error', thrown);
  onTestFinished(() => {
    vi.unstubAllGlobals();
    removeEventListener('error', thrown);
  });
});

describe.each(Object.entries(STRANGERS))('%s cannot', (_, { open, isInWidgetFrame }) => {
  test.each(Object.entries(ATTEMPTS))('%s', async (_, attempt) => {
    const world = await openWorld();
    const { widget } = world;
    let stranger: Stranger = widget;
    let before = 0;
    await attempt({
      ...world,
      async enter() {
        stranger = await open(widget);
        // What the widget itself has received in its frame, before the stranger was in it.
        before = isInWidgetFrame ? (await stranger.received()).length : 0;
        return stranger;
      },
    });
    expect((await stranger.received()).slice(before)).toEqual([]);
    expect(reported).not.toHaveBeenCalled();
    expect(thrown).not.toHaveBeenCalled();
    if (isInWidgetFrame) return;

    await expect(widget.ask('rc-ev-matchContacts', QUERY)).resolves.toMatchObject({ result: {} });
    for (const { name } of await widget.services()) expect(name).toBe(SERVICE);
  });
});
