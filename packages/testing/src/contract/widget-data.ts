import type { Call, Lead, Messages } from '@jackfield/core';

type Requests = Messages['requests'];
type Pushes = Messages['pushes'];
type LogCall = Requests['logCall']['data'];
type Query = Requests['matchContacts']['data'][number];

const LONGEST_NOTE = 32_000;

/** The members of a call that every version sends. */
const bareCall: Call = {
  id: '201910162213030139010000000017',
  direction: 'INBOUND',
  from: { phoneNumber: 'anonymous' },
  to: { phoneNumber: '' },
};

/** An unusual call: NaN as in 0.x (X0 EvActivityCallUI/index.ts:389-413), members that are present and undefined. */
const oddCall: Call = {
  ...bareCall,
  direction: 'INTERNAL',
  from: { phoneNumber: 'sip:ada@example.com', name: 'ليلى خالد 👩‍💻' },
  to: { phoneNumber: '5001', name: undefined },
  sessionId: undefined,
  startTime: Number.NaN,
  recordingUrl: '',
  partyId: '',
};

const logCalls: readonly LogCall[] = [
  // 1.0 when the agent entered nothing: no task, or one that is undefined.
  { call: bareCall, sessionId: `${bareCall.id}$2` },
  { call: oddCall, task: undefined, sessionId: `${bareCall.id}$2` },
  // 0.x when the agent entered nothing (X0 EvActivityCallUI/index.ts:683-690).
  {
    call: bareCall,
    task: { dispositionId: null, notes: undefined },
    sessionId: `${bareCall.id}$2`,
  },
  {
    call: { ...oddCall, id: 'segment-1', sessionId: 'segment-1' },
    task: { dispositionId: 'Sale', notes: 'x'.repeat(LONGEST_NOTE), summary: '' },
    sessionId: 'segment-1',
  },
];

/** Lower-cased, cut at the first underscore, and everything that carriers send (ThirdParty.ts:189-222). */
const numbers = [
  'anonymous',
  'restricted',
  '',
  '0000000000',
  '+16505550142',
  '6505550142',
  '101',
  '1-800-flowers',
  'sip:ada@example.com',
  'constructor',
  '',
].map((phoneNumber): Query => ({ phoneNumber, callType: 'inbound' }));

const matchContacts: readonly (readonly Query[])[] = [
  [],
  numbers,
  // One number in two concurrent calls.
  [
    { phoneNumber: '6505550142', callType: 'inbound' },
    { phoneNumber: '6505550142', callType: 'outbound' },
  ],
];

const matchCallLogs: readonly (readonly string[])[] = [
  [],
  // `next` asks for one call under both of its keys.
  [`${bareCall.id}$2`, 'segment-1'],
  [`${bareCall.id}$2`, `${bareCall.id}$2`, 'constructor', ''],
];

const viewLeads: readonly Lead[] = [
  { leadId: 'lead-1' },
  { leadId: '', destination: [], externId: undefined, extraData: {} },
  { leadId: 'lead-2', destination: '6505550142|7205550199', destinationE164: ['+16505550142'] },
];

const calls = [{ call: bareCall }, { call: oddCall }] as const;

/** What the real widget sometimes sends, in addition to the schemas' examples. */
export const widgetData: {
  readonly [K in keyof Requests]: readonly (Requests[K] extends { readonly data: infer Data }
    ? Data
    : never)[];
} & { readonly [K in keyof Pushes]?: readonly Pushes[K][] } = {
  logCall: logCalls,
  matchContacts,
  matchCallLogs,
  viewLead: viewLeads,
  ringCall: calls,
  newCall: calls,
  // The widget may have removed the call from its list by then (Redirect.ts:188-213).
  endCall: [{}, { call: undefined }, ...calls],
  loadLeads: [{ leads: [] }, { leads: viewLeads }],
};

/** Returns lists as long as those of 0.x when a page registers: its whole history (EvCallHistory.ts:29-36). */
export const manyAtOnce = (count: number): Readonly<Record<string, readonly unknown[]>> => {
  const numbers = Array.from({ length: count }, (_none, index) => 6_505_550_000 + index);
  return {
    matchContacts: numbers.map((number) => ({ phoneNumber: `${number}`, callType: 'inbound' })),
    matchCallLogs: numbers.map((number) => `20191016221303013900${number}$2`),
  };
};
