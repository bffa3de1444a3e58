import type { Recipe } from './recipe.js';
import { notification, recordShown } from './shown.js';

export const ringCall: Recipe = {
  method: notification(
    'showCaller',
    'Shows the caller of a ringing inbound call, before the agent answers.',
    ['phoneNumber', 'string'],
  ),
  types: [],
  handler: ['ringCall: ({ call }) => crm.showCaller(call.from.phoneNumber),'],
  fake: recordShown('showCaller', 'phoneNumber', '`caller ${phoneNumber}`'),
  test: {
    title: 'shows the caller when the call rings',
    lines: [
      "await widget.inboundCall({ from: '6505550142' });",
      "expect(crm.shown).toContain('caller 6505550142');",
    ],
  },
};

export const newCall: Recipe = {
  method: notification('callStarted', 'Called when a call is connected, inbound or outbound.', [
    'call',
    'Call',
  ]),
  types: ['Call'],
  handler: ['newCall: ({ call }) => crm.callStarted(call),'],
  fake: recordShown('callStarted', 'call', '`call with ${call.from.phoneNumber}`'),
  test: {
    title: 'informs the CRM when the agent answers',
    lines: [
      "await widget.inboundCall({ from: '6505550142' });",
      "expect(crm.shown).not.toContain('call with 6505550142');",
      'await widget.answer();',
      "expect(crm.shown).toContain('call with 6505550142');",
    ],
  },
};

export const endCall: Recipe = {
  method: notification(
    'callEnded',
    'Called when a call has ended; the agent may still be in wrap-up.',
    ['call', 'Call'],
  ),
  types: ['Call'],
  // `call` is absent if the widget no longer knows the call.
  handler: ['endCall: ({ call }) => call && crm.callEnded(call),'],
  fake: recordShown('callEnded', 'call', '`end of the call with ${call.from.phoneNumber}`'),
  test: {
    title: 'informs the CRM when a call has ended, if the widget knows the call',
    lines: [
      "await widget.inboundCall({ from: '6505550142' });",
      'await widget.answer();',
      'await widget.hangUp();',
      "expect(crm.shown).toContain('end of the call with 6505550142');",
      'const before = crm.shown.length;',
      "await widget.push('endCall', {});",
      'expect(crm.shown).toHaveLength(before);',
    ],
    ringex: [
      "await widget.inboundCall({ from: '6505550142' });",
      'await widget.answer();',
      'await widget.hangUp();',
      "expect(crm.shown).toContain('end of the call with 6505550142');",
      'const before = crm.shown.length;',
      "await widget.push('callEnd', {});",
      'expect(crm.shown).toHaveLength(before);',
    ],
  },
};
