import { protocol } from '@jackfield/core/ringcx';
import { createWidget, type Widget } from '@jackfield/testing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createMessageTransport } from '../../src/adapter/message-transport.js';
import { types } from '../../src/adapter/ringcx-types.js';
import { names, wrap } from '../../src/widget/envelope.js';
import {
  adapterOf,
  install,
  type Members,
  openPage,
  openShown,
  openWidget,
  type Page,
  RINGCX,
  SHOWN,
  WIDGET,
} from './adapter-page.js';

const { matchContacts, logCall } = protocol.requests;

/** A request of the widget. */
const asked = (id: string, type = matchContacts.type): Members => wrap.request(id, type, []);
const isResponse = (message: Members): boolean => message[names.tag] === names.page.response.tag;

describe('the transport of the RingCX adapter', () => {
  test('posts nothing for a request that it has not received', async () => {
    const { adapter, widget } = await openShown(RINGCX);
    adapter.transport.response({ requestId: 'unknown', result: 'ok' });
    expect(await widget.received()).toEqual([]);
  });

  test('posts the first response to a request only', async () => {
    const { adapter, widget } = await openShown(RINGCX);
    const onRequest = vi.fn<(request: unknown) => void>();
    adapter.transport.addListeners({ request: onRequest });
    await widget.post(asked('1'));
    expect(onRequest).toHaveBeenCalledExactlyOnceWith({
      requestId: '1',
      payload: { requestType: matchContacts.type, data: [] },
    });
    const response = { requestId: '1', result: { a: 1 } };
    expect(adapter.transport.response(response)).toEqual({ ...response, error: undefined });
    adapter.transport.response({ requestId: '1', result: 'second' });
    expect(await widget.received()).toEqual([
      {
        type: names.page.response.tag,
        requestId: '1',
        result: { a: 1 },
        error: undefined,
      },
    ]);
  });

  test('posts the message of an error', async () => {
    const { adapter, view, widget } = await openShown(RINGCX);
    for (const [requestId, error] of [
      ['1', new Error('down')],
      ['2', new view.Error('down, too')],
      ['3', 'text'],
    ] as const) {
      await widget.post(asked(requestId, logCall.type));
      adapter.transport.response({ requestId, error });
    }
    const responses = (await widget.received()).filter(isResponse);
    expect(responses.map(({ error }) => error)).toEqual(['down', 'down, too', 'text']);
  });

  test('ignores a request without an id or a payload, and a push without a payload', async () => {
    const { adapter, widget } = await openShown(RINGCX);
    const listener = vi.fn<(payload: unknown) => void>();
    adapter.transport.addListeners({ push: listener, request: listener });
    await widget.post({ ...asked('1'), requestId: '' });
    await widget.post({ ...asked('1'), payload: null });
    await widget.post({ type: names.page.push.tag });
    await widget.post(wrap.bare(protocol.pushes.init.type, {}));
    expect(listener).not.toHaveBeenCalled();
  });

  test('passes each push to all listeners, in order', async () => {
    const { adapter, widget } = await openShown(RINGCX);
    const seen: unknown[] = [];
    const { transport } = adapter;
    transport.addListeners({ push: (payload) => seen.push(['first', payload]) });
    transport.on(transport.events.push, (payload) => seen.push(['second', payload]));
    transport.once(transport.events.push, () => seen.push('once'));
    await widget.post(RINGCX.wrap('a'));
    await widget.post(RINGCX.wrap('b'));
    expect(seen).toEqual([
      ['first', { type: 'a' }],
      ['second', { type: 'a' }],
      'once',
      ['first', { type: 'b' }],
      ['second', { type: 'b' }],
    ]);
  });

  test('resolves a request with the first response, and ignores the others', async () => {
    const { adapter, widget } = await openShown(RINGCX);
    const result = adapter.transport.request({ payload: { type: types.checkPopupWindow } });
    const [request] = await widget.received();
    expect(request).toMatchObject({ payload: { type: types.checkPopupWindow } });
    await widget.post(wrap.response('other', 'wrong'));
    await widget.post(wrap.response(request?.['requestId'], true));
    await widget.post(wrap.response(request?.['requestId'], false));
    expect(await result).toBe(true);
  });

  test('rejects a request with the error of its response', async () => {
    const { adapter, widget } = await openShown(RINGCX);
    const result = adapter.transport.request({ payload: { type: 'x' } });
    const rejected = expect(result).rejects.toThrow('not now');
    const [request] = await widget.received();
    await widget.post({ ...wrap.response(request?.['requestId'], true), error: 'not now' });
    await rejected;
  });

  test('rejects a request after 90 seconds', async () => {
    const view = await openPage();
    const setTimeout = vi.fn<(run: () => void, ms: number) => number>(() => 1);
    Object.assign(view, { setTimeout });
    const transport = createMessageTransport(view, () => undefined);
    const result = transport.request({ payload: { type: 'x' } });
    const rejected = expect(result).rejects.toThrow('MessageTransport-timeout: {"type":"x"}');
    expect(setTimeout.mock.calls[0]?.[1]).toBe(90_000);
    setTimeout.mock.calls[0]?.[0]();
    await rejected;
  });

  test('stops listening when it is disposed', async () => {
    const { adapter, widget } = await openShown(RINGCX);
    const listener = vi.fn<(payload: unknown) => void>();
    adapter.transport.addListeners({ push: listener });
    adapter.transport.dispose();
    await widget.post(RINGCX.wrap('a'));
    expect(listener).not.toHaveBeenCalled();
  });
});

test('each command of RCAdapter posts its message', async () => {
  const { adapter, widget } = await openShown(RINGCX);
  const service = { name: 'Acme', callLoggerEnabled: true };
  const lead = { leadId: '1' };
  adapter.clickToDial('+16505550142');
  adapter.registerService(service);
  adapter.logout();
  adapter.dialLead(lead, '+16505550143');
  adapter.setEnvironment();
  adapter.setRinging(true);
  adapter.gotoPresence();
  adapter.transport.send({ payload: { type: 'own', some: 1 } });
  expect(await widget.received()).toEqual([
    RINGCX.wrap(types.clickToDial, { phoneNumber: '+16505550142' }),
    RINGCX.wrap(types.register, { service }),
    RINGCX.wrap(types.logout),
    RINGCX.wrap(types.dialLead, { lead, destination: '+16505550143' }),
    RINGCX.wrap(types.setEnvironment),
    RINGCX.wrap('own', { some: 1 }),
  ]);
  expect(adapter.ringing).toBeUndefined();
  expect(adapter.minimized).toBe(false);
});

test('a push of a ringing call opens nothing: that is the widget’s own decision', async () => {
  const { adapter, widget } = await openShown(RINGCX, '', { minimized: true });
  await widget.post(RINGCX.wrap(protocol.pushes.ringCall.type, { call: { id: '1' } }));
  expect(adapter.minimized).toBe(true);
});

describe('the popup of the RingCX adapter', () => {
  /** Answers the question of the adapter, and returns the arguments of `window.open`. */
  async function openPopup(isTaken: boolean, query = ''): Promise<readonly unknown[][]> {
    const { adapter, view, widget } = await openShown(RINGCX, `?clientId=c${query}`);
    const opened: unknown[][] = [];
    view.open = (...args) => {
      opened.push(args);
      return null;
    };
    const done = adapter.popupWindow();
    const both = adapter.popupWindow();
    const requests = await widget.received();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ payload: { type: types.checkPopupWindow } });
    await widget.post(wrap.response(requests[0]?.['requestId'], isTaken));
    await Promise.all([done, both]);
    expect(adapter.minimized).toBe(!isTaken);
    return opened;
  }

  test('is not opened while the widget has one, or a call', async () => {
    expect(await openPopup(true)).toEqual([]);
  });

  test('is the page beside the app, with the same parameters', async () => {
    const [args] = await openPopup(false);
    expect(args?.[0]).toMatch(`${WIDGET}/hosted/popup.html?clientId=c&fromAdapter=1&_t=`);
    expect(args?.[1]).toBe('RCEVPopupWindow');
    expect(args?.[2]).toMatch(
      /^scrollbars=yes, width=300, height=536, top=-?[\d.]+, left=-?[\d.]+$/,
    );
  });

  test('is the page’s own with popupPageUri', async () => {
    const [args] = await openPopup(false, '&popupPageUri=https%3A%2F%2Fcrm.example%2Fpopup');
    expect(args?.[0]).toMatch('https://crm.example/popup?clientId=c&fromAdapter=1&_t=');
  });

  test('is never a script', async () => {
    const { adapter, view, widget } = await openShown(RINGCX, '?popupPageUri=javascript:alert(1)');
    const open = vi.fn<typeof view.open>();
    const error = vi.fn<(error: unknown) => void>();
    Object.assign(view, { open });
    view.console.error = error;
    const done = adapter.popupWindow();
    const [request] = await widget.received();
    await widget.post(wrap.response(request?.['requestId'], false));
    await done;
    expect(open).not.toHaveBeenCalled();
    expect(String(error.mock.calls[0]?.[0])).toContain('Invalid address of the popup');
  });

  test('fills its window, and cannot be minimised', async () => {
    const view = await openPage();
    Object.assign(view, { __ON_RC_POPUP_WINDOW: 1 });
    install(RINGCX, view, '', { parameters: {} });
    const adapter = adapterOf(view);
    expect(adapter.contentFrameEl.src).toContain('fromAdapter=1&fromPopup=1');
    const widget = await openWidget(view);
    await widget.post(RINGCX.wrap(types.pushAdapterState, { ...SHOWN, minimized: true }));
    adapter.setMinimized(true);
    expect(adapter.minimized).toBe(false);
    expect(adapter.contentFrameEl.style.width).toBe('100%');
    expect(adapter.contentFrameContainerEl.style.height).toBe('calc(100% - 36px)');
    expect(adapter.container.getAttribute('style')).toBeNull();
  });
});

/** Puts a simulated widget in memory behind the adapter. */
function connect(view: Page, widget: Widget): void {
  install(RINGCX, view, '', {
    frameWindow: () => ({ postMessage: (message) => widget.transport.send(message) }),
  });
  const end = widget.transport.subscribe((event) => {
    if (event.type === 'message')
      view.dispatchEvent(new MessageEvent('message', { data: event.data }));
  });
  onTestFinished(() => {
    end();
    widget.close();
  });
}

test('an unchanged listener gets the call of a simulated widget, and answers its log', async () => {
  const view = await openPage();
  const widget = createWidget({ version: '0.x' });
  connect(view, widget);
  const adapter = adapterOf(view);
  const events: unknown[] = [];
  adapter.registerService({ name: 'Acme', callLoggerEnabled: true });
  adapter.transport.addListeners({
    push: (payload) => events.push((payload as Members)['type']),
    request: ({ requestId }) => adapter.transport.response({ requestId, result: 'ok' }),
  });
  await widget.adapter({ minimized: true });
  await expect.poll(() => adapter.minimized).toBe(true);
  await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'Wants a call back' });
  const { ringCall, newCall, endCall } = protocol.pushes;
  expect(events).toEqual(expect.arrayContaining([ringCall.type, newCall.type, endCall.type]));
  expect(widget.holds).toMatchObject([{ for: 'logCall', outcome: 'answered' }]);
  // 0.x opens a minimised widget itself.
  expect(adapter.minimized).toBe(false);
  adapter.setSize({ width: 400, height: 500 });
  await expect.poll(() => widget.state.adapter.size).toEqual({ width: 400, height: 500 });
});
