import { describe, expect, test, vi } from 'vitest';
import { createRequest } from '../../src/adapter/ringex-requests.js';
import { names, pagePushes, pageRequests, types } from '../../src/adapter/ringex-types.js';
import {
  bare,
  type adapterOf,
  install,
  type Members,
  openPage,
  openShown,
  openWidget,
  RINGEX,
} from './adapter-page.js';

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
