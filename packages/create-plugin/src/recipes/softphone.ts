import type { Recipe } from './recipe.js';
import { showing, told } from './shown.js';

/** What the integrated softphone tells says nothing more than that it happened. */
const softphone = (
  push: string,
  method: string,
  about: string,
  text: string,
  body = '',
): Recipe => ({
  method: told(method, about),
  types: [],
  handler: [`${push}: () => crm.${method}(),`],
  fake: showing(method, '', `'${text}'`),
  proof: {
    title: `tells the CRM: ${text}`,
    lines: [`await widget.push('${push}'${body});`, `expect(crm.shown).toContain('${text}');`],
  },
});

export const sipRegistered: Recipe = softphone(
  'sipRegistered',
  'softphoneReady',
  'The integrated softphone can take calls.',
  'softphone ready',
);

export const sipUnregistered: Recipe = softphone(
  'sipUnregistered',
  'softphoneOff',
  'The integrated softphone takes no calls any longer.',
  'softphone off',
);

export const sipFailed: Recipe = softphone(
  'sipFailed',
  'softphoneFailed',
  'The integrated softphone could not register: it takes no calls.',
  'softphone failed',
);

export const sipUnstable: Recipe = softphone(
  'sipUnstable',
  'softphoneUnstable',
  'The connection of the integrated softphone is unstable, and is being restored.',
  'softphone unstable',
);

export const sipRingCall: Recipe = softphone(
  'sipRingCall',
  'softphoneRings',
  'The integrated softphone is invited to a call, and waits for the agent.',
  'softphone rings',
  ", { message: { message: 'Incoming call' } }",
);

export const sipEndCall: Recipe = softphone(
  'sipEndCall',
  'softphoneHungUp',
  'A call of the integrated softphone has ended.',
  'softphone hung up',
  ", { message: { message: 'Call ended' } }",
);
