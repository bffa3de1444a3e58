import { createRingexWidget } from '@jackfield/testing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createRequest } from '../../src/adapter/ringex-requests.js';
import { names, pagePushes, pageRequests, pushes, types } from '../../src/adapter/ringex-types.js';
import {
  adapterOf,
  forwarded,
  install,
  type Members,
  mouse,
  openPage,
  openShown,
  openWidget,
  RINGEX,
  SHOWN,
  WIDGET,
} from './adapter-page.js';

const bare = (type: string, body: Members = {}): Members => ({ type, ...body });

describe('the globals of the RingEX adapter', () => {
  test('make nothing by themselves when the page has set RC_EMBEDDABLE_ADAPTER_MANUAL_INIT', async () => {
    const view = await openPage();
    Object.assign(view, { RC_EMBEDDABLE_ADAPTER_MANUAL_INIT: true });
    install(RINGEX, view, '?clientId=c');
    expect(view.RCAdapter).toBeUndefined();
    view.RCAdapterInit?.();
    expect(forwarded(view)).toEqual({ clientId: 'c', fromAdapter: '1' });
  });

  test('make no second RCAdapter', async () => {
    const view = await openPage();
    install(RINGEX, view);
    const first = adapterOf(view);
    view.RCAdapterInit?.();
    expect(view.RCAdapter).toBe(first);
    expect(view.document.querySelectorAll('iframe')).toHaveLength(1);
  });

  test('make nothing without an address of the app', async () => {
    const view = await openPage();
    const installed = RINGEX.install(view);
    onTestFinished(() => installed.uninstall());
    expect(view.RCAdapter).toBeUndefined();
    view.RCAdapterInit?.({ appUrl: `${WIDGET}/app.html` });
    expect(adapterOf(view).contentFrameEl.src).toContain(`${WIDGET}/app.html?fromAdapter=1&_t=`);
  });

  test('dispose of the adapter, and make another one with other options', async () => {
    const view = await openPage();
    view.RCAdapterDispose?.();
    install(RINGEX, view, '?clientId=c');
    view.RCAdapterDispose?.();
    expect(view.RCAdapter).toBeNull();
    expect(view.document.querySelector('iframe')).toBeNull();
    expect(view.document.adoptedStyleSheets).toEqual([]);
    view.RCAdapterDispose?.();
    view.RCAdapterInit?.({ options: { clientId: 'd', prefix: 'acme' } });
    expect(adapterOf(view).contentFrameEl.id).toBe('acme-adapter-frame');
    expect(forwarded(view)).toEqual({ clientId: 'd', prefix: 'acme', fromAdapter: '1' });
  });
});

test('a parameter that the address has twice is joined by a comma', async () => {
  const view = await openPage();
  install(RINGEX, view, '?clientId=a&clientId=b');
  expect(forwarded(view)['clientId']).toBe('a,b');
});

test.each([
  ['adapter.js', undefined],
  ['adapter.min.js', undefined],
  ['adapter.att.js', 'att'],
  ['ringex-adapter.js', undefined],
])('the script %s has the brand %s', async (name, brand) => {
  const view = await openPage();
  install(RINGEX, view, '', { scriptUrl: `${WIDGET}/hosted/${name}` });
  expect(forwarded(view)['brand']).toBe(brand);
});

test.each([
  ['', '999'],
  ['?zIndex=12', '12'],
])('with %j the open widget has the z-index %s', async (query, zIndex) => {
  const { adapter } = await openShown(RINGEX, query);
  expect(adapter.container.style.zIndex).toBe(zIndex);
  adapter.setMinimized(true);
  expect(adapter.container.style.zIndex).toBe('');
});

test('stands at the left with defaultDirection=left', async () => {
  const { adapter } = await openShown(RINGEX, '?defaultDirection=left');
  await expect.poll(() => Math.round(adapter.container.getBoundingClientRect().left)).toBe(20);
});

test('has no button to minimise with disableMinimize', async () => {
  const { adapter } = await openShown(RINGEX, '?disableMinimize=1');
  expect(adapter.toggleEl.checkVisibility()).toBe(false);
});

test('stands at the edge with newAdapterUI while it is minimised', async () => {
  const { adapter } = await openShown(RINGEX, '?newAdapterUI=1', { minimized: true });
  expect(adapter.container.style.transform).toMatch(/^translate\(0px, -\d+px\)$/);
  expect(adapter.container.getAttribute('class')).toContain('Adapter_dock Adapter_noPresence');
  mouse(adapter.headerEl, 'mouseenter', { bubbles: false });
  expect(adapter.container.getAttribute('class')).toContain('Adapter_expandable');
});

describe('the commands of the RingEX adapter', () => {
  type Adapter = ReturnType<typeof adapterOf>;
  const none = { text: undefined, conversation: undefined, attachments: undefined };
  const cases: readonly [name: string, run: (adapter: Adapter) => unknown, posted: Members][] = [
    ['logoutUser', (adapter) => adapter.logoutUser(), bare(pagePushes.logout)],
    [
      'controlCall',
      (adapter) => adapter.controlCall('dtmf', '7', { dtmf: '1' }),
      bare(pagePushes.controlCall, { callAction: 'dtmf', callId: '7', options: { dtmf: '1' } }),
    ],
    [
      'controlCall of RingCX',
      (adapter) => adapter.controlCall('hold', '7', { source: 'ringcx' }),
      bare(pagePushes.controlCall, {
        callAction: 'hold',
        callId: '7',
        options: {},
        source: 'ringcx',
      }),
    ],
    [
      'navigateTo',
      (adapter) => adapter.navigateTo('/history'),
      bare(pagePushes.navigate, { path: '/history' }),
    ],
    [
      'updateCallingSetting',
      (adapter) => adapter.updateCallingSetting({ callWith: 'browser', other: 1 }),
      bare(pagePushes.setCallingSettings, {
        callWith: 'browser',
        myLocation: undefined,
        ringoutPrompt: undefined,
        fromNumber: undefined,
      }),
    ],
    [
      'updateSmsSetting',
      (adapter) => adapter.updateSmsSetting({ senderNumber: '+1' }),
      bare(pagePushes.setSmsSettings, { senderNumber: '+1' }),
    ],
    [
      'updateRingtone',
      (adapter) => adapter.updateRingtone({ volume: 0.5 }),
      bare(pagePushes.setRingtone, { name: undefined, uri: undefined, volume: 0.5 }),
    ],
    [
      'setAutoLog',
      (adapter) => adapter.setAutoLog({ call: true }),
      bare(pagePushes.setAutoLog, { message: undefined, call: true }),
    ],
    [
      'setPhoneNumberFormat',
      (adapter) => adapter.setPhoneNumberFormat({ formatType: 'national' }),
      bare(pagePushes.setPhoneNumberFormat, {
        formatType: 'national',
        template: undefined,
        readOnly: undefined,
        readOnlyReason: undefined,
      }),
    ],
    ['setEnvironment', (adapter) => adapter.setEnvironment(), bare(types.setEnvironment)],
    ['gotoPresence', (adapter) => adapter.gotoPresence(), bare(types.gotoPresence)],
    [
      'startRingCXAgentSession',
      (adapter) => adapter.startRingCXAgentSession(),
      bare(pagePushes.startAgentSession),
    ],
    [
      'endRingCXAgentSession',
      (adapter) => adapter.endRingCXAgentSession(),
      bare(pagePushes.endAgentSession),
    ],
    [
      'setRingCXAgentState',
      (adapter) => adapter.setRingCXAgentState('AVAILABLE'),
      bare(pagePushes.setAgentState, { state: 'AVAILABLE' }),
    ],
    [
      'dialRingCXLead',
      (adapter) => adapter.dialRingCXLead({ leadId: '1' }, '+1'),
      bare(pagePushes.dialLead, { lead: { leadId: '1' }, destination: '+1' }),
    ],
  ];

  test.each(cases)('%s posts its message, and opens nothing', async (_name, run, posted) => {
    const { adapter, widget } = await openShown(RINGEX, '', { minimized: true });
    run(adapter);
    expect(await widget.received()).toEqual([posted]);
    expect(adapter.minimized).toBe(true);
  });

  const opening: typeof cases = [
    [
      'clickToCall',
      (adapter) => adapter.clickToCall('+1'),
      bare(pagePushes.startCall, { phoneNumber: '+1', toCall: false }),
    ],
    [
      'clickToCall, at once',
      (adapter) => adapter.clickToCall('+1', true),
      bare(pagePushes.startCall, { phoneNumber: '+1', toCall: true }),
    ],
    [
      'clickToCall of RingCX',
      (adapter) => adapter.clickToCall('+1', { callWith: 'ringcx', callerId: '+2' }),
      bare(pagePushes.startCall, {
        phoneNumber: '+1',
        toCall: false,
        callWith: 'ringcx',
        callerId: '+2',
      }),
    ],
    [
      'clickToSMS',
      (adapter) => adapter.clickToSMS('+1', 'Hello'),
      bare(pagePushes.sendSms, {
        phoneNumber: '+1',
        ...none,
        text: 'Hello',
        recipient: undefined,
      }),
    ],
  ];

  test.each(opening)('%s opens the widget, and posts its message', async (_name, run, posted) => {
    const { adapter, widget } = await openShown(RINGEX, '', { minimized: true });
    run(adapter);
    expect(await widget.received()).toEqual([
      bare(types.syncMinimized, { minimized: false }),
      posted,
    ]);
    expect(adapter.minimized).toBe(false);
  });

  const requests: readonly [
    name: string,
    run: (adapter: Adapter) => Promise<unknown>,
    path: string,
    body: unknown,
  ][] = [
    [
      'scheduleMeeting',
      (adapter) => adapter.scheduleMeeting({ topic: 'Demo' }),
      pageRequests.scheduleMeeting,
      { topic: 'Demo' },
    ],
    [
      'isWindowPoppedUp',
      (adapter) => adapter.isWindowPoppedUp(),
      pageRequests.checkPopupWindow,
      { alert: false },
    ],
    [
      'createSMSTemplate',
      (adapter) => adapter.createSMSTemplate('Hello', 'Hi'),
      pageRequests.createSmsTemplate,
      { displayName: 'Hello', text: 'Hi' },
    ],
    [
      'alertMessage',
      (adapter) => adapter.alertMessage({ message: 'Saved', level: 'info', ttl: 5_000 }),
      pageRequests.showAlert,
      { message: 'Saved', level: 'info', ttl: 5_000, details: undefined },
    ],
    [
      'dismissMessage',
      (adapter) => adapter.dismissMessage(),
      pageRequests.dismissAlert,
      { id: null },
    ],
    [
      'getUnloggedCalls',
      (adapter) => adapter.getUnloggedCalls(20, 2),
      pageRequests.getUnloggedCalls,
      { perPage: 20, page: 2 },
    ],
    [
      'getCallLog',
      (adapter) => adapter.getCallLog({ sessionId: 's' }),
      pageRequests.getCallLog,
      { sessionId: 's', telephonySessionId: undefined },
    ],
    [
      'refreshLoginSession',
      (adapter) => adapter.refreshLoginSession(true),
      pageRequests.refreshLoginSession,
      { force: true },
    ],
  ];

  test.each(requests)('%s resolves with the response', async (_name, run, path, body) => {
    const { adapter, widget } = await openShown(RINGEX);
    const result = run(adapter);
    const [request] = await widget.received();
    expect(request).toEqual({
      type: names.page.request.tag,
      requestId: expect.any(String),
      path,
      body,
    });
    await widget.post(bare(names.widget.response.tag, { responseId: 'other', response: 'wrong' }));
    await widget.post(
      bare(names.widget.response.tag, { responseId: request?.['requestId'], response: { a: 1 } }),
    );
    expect(await result).toEqual({ a: 1 });
  });

  test('a request is rejected after 5 seconds', async () => {
    const view = await openPage();
    const setTimeout = vi.fn<(run: () => void, ms: number) => number>(() => 1);
    Object.assign(view, { setTimeout });
    const result = createRequest(view, () => undefined)('/x');
    const rejected = expect(result).rejects.toThrow('Time out');
    expect(setTimeout.mock.calls[0]?.[1]).toBe(5_000);
    setTimeout.mock.calls[0]?.[0]();
    await rejected;
  });
});

describe('the links of the page', () => {
  const BODY = `<p id="text">x</p>
    <a id="web" href="#there">web</a>
    <a id="tel" href="tel:+1 (650) 555-0142"><b><i id="inside">call</i></b></a>
    <a id="deep" href="tel:+1"><b><i><u id="far">call</u></i></b></a>
    <a id="sms" href="sms:+16505550143?body=Hello%20there">write</a>`;

  async function click(id: string): Promise<readonly Members[]> {
    const view = await openPage(BODY);
    install(RINGEX, view);
    const widget = await openWidget(view);
    const link = view.document.getElementById(id) as HTMLElement;
    // A link that the adapter leaves alone would ask the browser to open it.
    view.addEventListener('click', (event) => event.preventDefault());
    link.click();
    return (await widget.received()).filter(({ type }) => type !== types.syncMinimized);
  }

  test.each(['text', 'web', 'far'])('are left alone: %s', async (id) => {
    expect(await click(id)).toEqual([]);
  });

  test.each(['tel', 'inside'])('dial with tel: at once, %s', async (id) => {
    expect(await click(id)).toEqual([
      bare(pagePushes.startCall, { phoneNumber: '+1650555-0142', toCall: true }),
    ]);
  });

  test('write a message with sms:', async () => {
    expect(await click('sms')).toMatchObject([
      bare(pagePushes.sendSms, { phoneNumber: '+16505550143', text: 'Hello there' }),
    ]);
  });
});

describe('the events of the RingEX widget', () => {
  const call = (id: string, callStatus: string, more: Members = {}): Members => ({
    call: { id, direction: 'Inbound', callStatus: `webphone-session-${callStatus}`, ...more },
  });

  test('open the minimised widget only at a ringing call', async () => {
    const { adapter, widget } = await openShown(RINGEX, '', { minimized: true });
    for (const type of [pushes.callInit, pushes.callStart, pushes.activeCall])
      await widget.post(bare(type, call('1', 'connected')));
    expect(adapter.minimized).toBe(true);
    await widget.post(bare(pushes.callRing, call('2', 'connecting')));
    expect(adapter.minimized).toBe(false);
    expect(await widget.received()).toEqual([bare(types.syncMinimized, { minimized: false })]);
  });

  test('show the calls in the header', async () => {
    const { adapter, view, widget } = await openShown(RINGEX);
    const shown = (): readonly string[] =>
      [...adapter.headerEl.children]
        .filter((element) => element.classList.contains('Adapter_visible'))
        .map((element) => element.textContent);
    await widget.post(bare(pushes.callRing, call('1', 'connecting')));
    expect(shown()).toEqual(['1 ringing', 'View calls']);
    await widget.post(bare(pushes.routeChanged, { path: '/history' }));
    expect(shown()).toEqual(['1 ringing']);
    const startTime = Date.now() - 65_000;
    await widget.post(bare(pushes.callStart, call('1', 'connected', { startTime })));
    expect(shown()).toEqual([expect.stringMatching(/^01:0\d$/), 'Current call']);
    await widget.post(bare(pushes.routeChanged, { path: '/calls/active/1' }));
    expect(shown()).toEqual([expect.stringMatching(/^01:0\d$/)]);
    mouse(view.document.querySelector('.Adapter_duration') as Element, 'click');
    expect((await widget.received()).at(-1)).toEqual(bare(types.navigateToCurrentCall));
    await widget.post(bare(pushes.callEnd, call('1', 'finished', { endTime: 1 })));
    expect(shown()).toEqual([]);
  });

  test('ask before the page is left during a call, in the tab with the phone', async () => {
    const { view, widget } = await openShown(RINGEX);
    function asks(): boolean {
      const event = view.document.createEvent('BeforeUnloadEvent') as BeforeUnloadEvent;
      event.initEvent('beforeunload', false, true);
      view.dispatchEvent(event);
      return event.returnValue !== '';
    }
    await widget.post(bare(pushes.webphoneActive, { currentActive: true }));
    expect(asks()).toBe(false);
    await widget.post(bare(pushes.callStart, call('1', 'connected', { startTime: 1 })));
    expect(asks()).toBe(true);
    await widget.post(bare(pushes.webphoneActive, { currentActive: false }));
    expect(asks()).toBe(false);
  });

  test('set the theme and the pictures of the brand, but no other address', async () => {
    const { adapter, view, widget } = await openShown(RINGEX);
    const logo = view.document.querySelector('.Adapter_logo') as HTMLImageElement;
    await widget.post(bare(pushes.brandAssets, { logoUri: 'javascript:alert(1)' }));
    expect(logo.getAttribute('src')).toBeNull();
    const logoUri = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
    await widget.post(bare(pushes.brandAssets, { logoUri }));
    expect(logo.src).toBe(logoUri);
    await widget.post(bare(pushes.theme, { theme: 'dark' }));
    expect(adapter.container.classList.contains('Adapter_dark')).toBe(true);
    await widget.post(bare(pushes.theme, { theme: 'light' }));
    expect(adapter.container.classList.contains('Adapter_dark')).toBe(false);
  });

  test('show the presence, which the agent chooses from a list', async () => {
    const { adapter, view, widget } = await openShown(RINGEX);
    const item = view.document.querySelector('[data-presence="busy"]') as HTMLElement;
    expect(item.checkVisibility()).toBe(false);
    await widget.post(
      bare(types.syncPresence, { userStatus: 'Available', dndStatus: 'TakeAllCalls' }),
    );
    expect(adapter).toMatchObject({ userStatus: 'Available', dndStatus: 'TakeAllCalls' });
    mouse(adapter.presenceEl, 'click');
    expect(item.checkVisibility()).toBe(true);
    mouse(item, 'click');
    expect(item.checkVisibility()).toBe(false);
    expect((await widget.received()).at(-1)).toEqual(
      bare(types.presenceItemClicked, { presenceType: 'Busy' }),
    );
    await widget.post(
      bare(types.syncPresence, {
        userStatus: 'Busy',
        dndStatus: 'TakeAllCalls',
        presenceOption: 'Busy',
      }),
    );
    expect(item.classList.contains('Adapter_selected')).toBe(true);
  });

  test('set the texts of the header', async () => {
    const { view, widget } = await openShown(RINGEX);
    await widget.post(
      bare(types.pushLocale, { locale: 'de-DE', strings: { busyBtn: '<b>Besetzt</b>' } }),
    );
    expect(view.document.querySelector('[data-presence="busy"]')?.textContent).toBe(
      '<b>Besetzt</b>',
    );
  });

  test('notify of a ringing call with the parameter notification', async () => {
    const view = await openPage();
    const shown: unknown[] = [];
    class Notification extends EventTarget {
      static readonly permission = 'granted';
      constructor(title: string, options: unknown) {
        super();
        shown.push([title, options]);
      }
    }
    Object.assign(view, { Notification });
    install(RINGEX, view, '?notification=1');
    const widget = await openWidget(view);
    await widget.post(
      bare(pushes.callRing, call('1', 'connecting', { from: '+1', fromUserName: 'Ada' })),
    );
    expect(shown).toEqual([['New call', { body: 'Incoming call from Ada' }]]);
  });
});

test('showFeedback shows a button that calls the page', async () => {
  const { adapter, view } = await openShown(RINGEX);
  const button = view.document.querySelector('.Adapter_feedback') as HTMLElement;
  expect(() => adapter.showFeedback({} as never)).toThrow('onFeedback');
  expect(button.checkVisibility()).toBe(false);
  const onFeedback = vi.fn<() => void>();
  adapter.showFeedback({ onFeedback });
  expect(button.checkVisibility()).toBe(true);
  mouse(button, 'click');
  expect(onFeedback).toHaveBeenCalledOnce();
});

test('setRinging marks the header', async () => {
  const { adapter } = await openShown(RINGEX);
  adapter.setRinging(1);
  expect(adapter.ringing).toBe(true);
  expect(adapter.headerEl.classList.contains('Adapter_ringing')).toBe(true);
});

describe('the popup of the RingEX adapter', () => {
  test('is opened beside the app, and resized by its own adapter', async () => {
    const { adapter, view, widget } = await openShown(RINGEX, '?enablePopup=1&clientId=c');
    const resizeTo = vi.fn<(width: number, height: number) => void>();
    const focus = vi.fn<() => void>();
    const open = vi.fn<(...args: readonly unknown[]) => unknown>(() => ({
      resizeTo,
      focus,
      outerHeight: 600,
    }));
    Object.assign(view, { open });
    mouse(view.document.querySelector('.Adapter_popup') as Element, 'click');
    const [request] = await widget.received();
    expect(request).toMatchObject({ path: pageRequests.checkPopupWindow, body: { alert: true } });
    await widget.post(
      bare(names.widget.response.tag, { responseId: request?.['requestId'], response: false }),
    );
    await expect.poll(() => adapter.minimized).toBe(true);
    const [address, name, features] = open.mock.calls[0] ?? [];
    expect(address).toMatch(`${WIDGET}/hosted/popup.html?clientId=c&fromAdapter=1&_t=`);
    expect(name).toBe('RCPopupWindow');
    expect(features).toMatch(/^scrollbars=yes, width=300, height=535, /);
    await widget.post(bare(types.popupSize, { width: 600, height: 500 }));
    expect(resizeTo).toHaveBeenCalledExactlyOnceWith(600, 600);
  });

  test('reports its size to the page that opened it', async () => {
    const view = await openPage();
    const posted: unknown[] = [];
    const opener = { postMessage: (message: unknown) => void posted.push(message) };
    Object.defineProperty(view, 'opener', { value: opener });
    Object.assign(view, { __ON_RC_POPUP_WINDOW: 1 });
    install(RINGEX, view, '', { parameters: {} });
    const widget = await openWidget(view);
    await widget.post(bare(types.pushAdapterState, { ...SHOWN, minimized: true }));
    expect(adapterOf(view).minimized).toBe(false);
    expect(posted.at(-1)).toEqual(bare(types.popupSize, { width: 300, height: 500 }));
  });
});

test('a call with a simulated widget in memory opens the frame, and RCAdapter controls it', async () => {
  const view = await openPage();
  const widget = createRingexWidget({ version: '3.x' });
  const send = (message: unknown): void => widget.transport.send(message);
  install(RINGEX, view, '', { frameWindow: () => ({ postMessage: send }) });
  const end = widget.transport.subscribe((event) => {
    if (event.type === 'message')
      view.dispatchEvent(new MessageEvent('message', { data: event.data }));
  });
  onTestFinished(() => {
    end();
    widget.close();
  });
  const adapter = adapterOf(view);
  await expect.poll(() => adapter.loading).toBe(false);
  adapter.setMinimized(true);
  await widget.inboundCall({ from: '+16505550142' });
  await expect.poll(() => adapter.minimized).toBe(false);
  adapter.controlCall('answer');
  await expect.poll(() => widget.phase).toBe('connected');
  expect(await adapter.isWindowPoppedUp()).toBe(true);
});
