import type { Recipe } from './recipe.js';
import { showing, told } from './shown.js';

export const ringCall: Recipe = {
  method: told(
    'showCaller',
    'An inbound call rings: shows who it is, before anybody has answered.',
    ['phoneNumber', 'string'],
  ),
  types: [],
  handler: ['ringCall: ({ call }) => crm.showCaller(call.from.phoneNumber),'],
  fake: showing('showCaller', 'phoneNumber', '`caller ${phoneNumber}`'),
  proof: {
    title: 'shows who calls as soon as it rings',
    lines: [
      "await widget.inboundCall({ from: '6505550142' });",
      "expect(crm.shown).toContain('caller 6505550142');",
    ],
  },
};

export const newCall: Recipe = {
  method: told('callStarted', 'A call is connected, inbound or outbound.', ['call', 'Call']),
  types: ['Call'],
  handler: ['newCall: ({ call }) => crm.callStarted(call),'],
  fake: showing('callStarted', 'call', '`call with ${call.from.phoneNumber}`'),
  proof: {
    title: 'tells the CRM when the agent has answered',
    lines: [
      "await widget.inboundCall({ from: '6505550142' });",
      "expect(crm.shown).not.toContain('call with 6505550142');",
      'await widget.answer();',
      "expect(crm.shown).toContain('call with 6505550142');",
    ],
  },
};

export const endCall: Recipe = {
  method: told('callEnded', 'A call has ended; the agent may still be writing about it.', [
    'call',
    'Call',
  ]),
  types: ['Call'],
  // The widget may have lost the call from sight, and then cannot tell which.
  handler: ['endCall: ({ call }) => call && crm.callEnded(call),'],
  fake: showing('callEnded', 'call', '`end of the call with ${call.from.phoneNumber}`'),
  proof: {
    title: 'tells the CRM which call has ended, if the widget knows it',
    lines: [
      "await widget.inboundCall({ from: '6505550142' });",
      'await widget.answer();',
      'await widget.hangUp();',
      "expect(crm.shown).toContain('end of the call with 6505550142');",
      'const before = crm.shown.length;',
      "await widget.push('endCall', {});",
      'expect(crm.shown).toHaveLength(before);',
    ],
  },
};
