// What is done to both scripts in the comparison.
import { protocol } from '@jackfield/core/ringcx';
import { envelopes } from '@jackfield/ringex/wire';
import { types as cx } from '../../../packages/testing/src/adapter/ringcx-types.js';
import { AFTER, BEFORE } from '../../../packages/testing/src/adapter/ringex-parameters.js';
import { pushes, types as ex } from '../../../packages/testing/src/adapter/ringex-types.js';
import { wrap } from '../../../packages/testing/src/widget/envelope.js';

type Members = Readonly<Record<string, unknown>>;
type Calls = readonly (readonly [method: string, ...args: unknown[]])[];

/** The trials of one wire. */
export interface Trials {
  readonly wire: 'ringcx' | 'ringex';
  /** Where RingCentral serves the script and the app. */
  readonly hosted: string;
  readonly parameters: readonly string[];
  /** Parameters that the adapter itself uses. */
  readonly variants: readonly string[];
  /** Methods of `RCAdapter`; what each posts is compared. */
  readonly calls: Calls;
  /** The push that shows the widget. */
  shown(body: Members): unknown;
  /** Messages to the page; what each changes is compared. */
  readonly messages: readonly (readonly [name: string, message: unknown])[];
}

const position = { translateX: 40, translateY: -60, minTranslateX: 50, minTranslateY: 0 };
export const SHOWN: Members = {
  size: { width: 300, height: 500 },
  minimized: false,
  closed: false,
  position,
  telephonyStatus: null,
  userStatus: null,
  dndStatus: null,
};
const NONE = { translateX: null, translateY: null, minTranslateX: null, minTranslateY: null };

const COMMON: Calls = [
  ['setMinimized', true],
  ['toggleMinimized'],
  ['setClosed', true],
  ['toggleClosed'],
  ['setSize', { width: 320, height: 480 }],
];

/** The messages about the frame, which both wires have. */
const frameMessages = (
  types: typeof cx | typeof ex,
  push: (type: string, body: Members) => unknown,
): Trials['messages'] => [
  ['minimised', push(types.syncMinimized, { minimized: true })],
  ['minimised and closed', push(types.syncClosed, { closed: true })],
  ['opened', push(types.pushAdapterState, SHOWN)],
  ['closed', push(types.syncClosed, { closed: true })],
  ['shown without a position', push(types.pushAdapterState, { ...SHOWN, position: NONE })],
  [
    'shown outside the window',
    push(types.pushAdapterState, {
      ...SHOWN,
      position: { ...position, translateX: 9_000, translateY: -9_000 },
    }),
  ],
  ['shown minimised', push(types.pushAdapterState, { ...SHOWN, minimized: true })],
  ['larger', push(types.syncSize, { size: { width: 600, height: 480 } })],
  ['shown again', push(types.pushAdapterState, SHOWN)],
  [
    'a presence',
    push(types.syncPresence, {
      userStatus: 'Busy',
      dndStatus: 'TakeAllCalls',
      telephonyStatus: 'NoCall',
      presenceOption: 'Busy',
    }),
  ],
  ['a text', 'text'],
  ['null', null],
  ['an unknown push', push('unknown', {})],
  ['a state without a size', push(types.pushAdapterState, {})],
];

const cxPush = (type: string, body: Members): unknown => wrap.push(type, body);

export const RINGCX: Trials = {
  wire: 'ringcx',
  hosted: 'https://ringcentral.github.io/engage-voice-embeddable',
  parameters: [
    'clientId',
    'clientSecret',
    'redirectUri',
    'rcServer',
    'evServer',
    'disableLoginPopup',
    'enablePopup',
    'popupPageUri',
    'jwt',
    'jwtOwnerId',
    'hideCallNote',
    'enableSideWidget',
    'enableAudioInitPrompt',
    'prefix',
    'unknown',
  ],
  variants: ['enablePopup=1'],
  calls: [
    ...COMMON,
    ['clickToDial', '+16505550142'],
    ['registerService', { name: 'Acme', callLoggerEnabled: true }],
    ['logout'],
    ['dialLead', { leadId: '1' }, '+16505550143'],
    ['setEnvironment'],
    ['setRinging', true],
    ['gotoPresence'],
    ['transport.send', { payload: { type: 'own' } }],
    ['transport.request', { payload: { type: 'own' } }],
    ['transport.response', { requestId: 'unknown', result: 'ok' }],
    ['popupWindow'],
  ],
  shown: (body) => cxPush(cx.pushAdapterState, body),
  messages: [
    ...frameMessages(cx, cxPush),
    ['init', wrap.bare(protocol.pushes.init.type, {})],
    ['a ringing call, minimised', cxPush(cx.syncMinimized, { minimized: true })],
    ['a ringing call', cxPush(protocol.pushes.ringCall.type, { call: { id: '1' } })],
    ['a request', wrap.request('1', protocol.requests.logCall.type, {})],
  ],
};

const exPush = (type: string, body: Members): unknown => ({ ...body, type });
const call = (status: string, more: Members = {}): Members => ({
  call: {
    id: '1',
    direction: 'Inbound',
    callStatus: `webphone-session-${status}`,
    from: '+1',
    ...more,
  },
});

export const RINGEX: Trials = {
  wire: 'ringex',
  hosted: 'https://ringcentral.github.io/ringcentral-embeddable',
  parameters: [
    'appKey',
    'clientId',
    'appSecret',
    'clientSecret',
    ...BEFORE.filter((name) => name !== 'prefix'),
    ...AFTER,
    'enablePopup',
    'popupPageUri',
    'disableMinimize',
    'unknown',
  ],
  variants: [
    'enablePopup=1&zIndex=12',
    'defaultDirection=left',
    'disableMinimize=1&enablePopup=1',
    'newAdapterUI=1',
    'prefix=acme',
  ],
  calls: [
    ...COMMON,
    ['clickToCall', '+16505550142'],
    ['clickToCall', '+16505550142', true],
    ['clickToSMS', '+16505550142', 'Hello', true, [{ name: 'a' }], { name: 'b' }],
    ['controlCall', 'answer'],
    ['controlCall', 'dtmf', '7', { dtmf: '1' }],
    ['logoutUser'],
    ['updateCallingSetting', { callWith: 'browser', ringoutPrompt: true }],
    ['updateSmsSetting', { senderNumber: '+1' }],
    ['updateRingtone', { name: 'a', volume: 0.5 }],
    ['navigateTo', '/history'],
    ['setAutoLog', { call: true }],
    ['setPhoneNumberFormat', { formatType: 'national' }],
    ['setRinging', true],
    ['setRinging', false],
    ['gotoPresence'],
    ['setEnvironment'],
    ['scheduleMeeting', { topic: 'Demo' }],
    ['isWindowPoppedUp'],
    ['createSMSTemplate', 'a', 'b'],
    ['alertMessage', { message: 'a', level: 'info' }],
    ['dismissMessage'],
    ['dismissMessage', '1'],
    ['getUnloggedCalls', 20, 1],
    ['getCallLog', { sessionId: '1' }],
    ['refreshLoginSession', true],
    ['togglePresenceDropdown'],
    ['togglePresenceDropdown'],
    ['showFeedback', {}],
    ['popupWindow'],
  ],
  shown: (body) => exPush(ex.pushAdapterState, body),
  messages: [
    ...frameMessages(ex, exPush),
    ['minimised before a call', exPush(ex.syncMinimized, { minimized: true })],
    ['a call that starts', exPush(pushes.callInit, call('setup'))],
    ['a ringing call', exPush(pushes.callRing, call('connecting'))],
    ['on the page of the history', exPush(pushes.routeChanged, { path: '/history' })],
    ['an answered call', exPush(pushes.callStart, call('connected', { startTime: 1 }))],
    ['on the page of the call', exPush(pushes.routeChanged, { path: '/calls/active/1' })],
    ['a held call', exPush(pushes.callHold, call('onHold', { startTime: 1 }))],
    ['opened again', exPush(ex.syncMinimized, { minimized: false })],
    ['the end of the call', exPush(pushes.callEnd, call('finished', { endTime: 2 }))],
    ['a dark theme', exPush(pushes.theme, { theme: 'dark' })],
    [
      'the pictures of a brand',
      exPush(pushes.brandAssets, {
        logoUri: 'https://apps.ringcentral.com/logo.svg',
        iconUri: 'text',
      }),
    ],
    [
      'texts',
      exPush(ex.pushLocale, {
        locale: 'en-US',
        strings: { currentCallBtn: 'Current', viewCallsBtn: 'View', busyBtn: 'Busy' },
      }),
    ],
    [
      'a response',
      {
        type: (envelopes as { widget: { response: { tag: string } } }).widget.response.tag,
        responseId: 'unknown',
      },
    ],
  ],
};
