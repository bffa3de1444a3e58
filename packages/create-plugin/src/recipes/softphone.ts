import type { Recipe } from './recipe.js';
import { notification, recordShown } from './shown.js';

/** Pushes of the integrated softphone, which contain no data. */
const softphone = (
  push: string,
  method: string,
  about: string,
  text: string,
  { body = '', ringex }: { readonly body?: string; readonly ringex?: string } = {},
): Recipe => ({
  method: notification(method, about),
  types: [],
  handler: [`${push}: () => crm.${method}(),`],
  fake: recordShown(method, '', `'${text}'`),
  test: {
    title: `informs the CRM: ${text}`,
    lines: [`await widget.push('${push}'${body});`, `expect(crm.shown).toContain('${text}');`],
    ...(ringex !== undefined && {
      ringex: [
        `const connectionStatus = 'connectionStatus-${ringex}';`,
        "await widget.push('webphoneConnection', { connectionStatus });",
        `expect(crm.shown).toContain('${text}');`,
      ],
    }),
  },
});

export const sipRegistered: Recipe = softphone(
  'sipRegistered',
  'softphoneReady',
  'Called when the integrated softphone can accept calls.',
  'softphone ready',
  { ringex: 'connected' },
);

export const sipUnregistered: Recipe = softphone(
  'sipUnregistered',
  'softphoneOff',
  'Called when the integrated softphone can no longer accept calls.',
  'softphone off',
  { ringex: 'disconnected' },
);

export const sipFailed: Recipe = softphone(
  'sipFailed',
  'softphoneFailed',
  'Called when the integrated softphone could not register, so that it accepts no calls.',
  'softphone failed',
);

export const sipUnstable: Recipe = softphone(
  'sipUnstable',
  'softphoneUnstable',
  'Called when the connection of the integrated softphone is unstable and is being restored.',
  'softphone unstable',
);

export const sipRingCall: Recipe = softphone(
  'sipRingCall',
  'softphoneRings',
  'Called when the integrated softphone rings and waits for the agent.',
  'softphone rings',
  { body: ", { message: { message: 'Incoming call' } }" },
);

export const sipEndCall: Recipe = softphone(
  'sipEndCall',
  'softphoneHungUp',
  'Called when a call of the integrated softphone has ended.',
  'softphone hung up',
  { body: ", { message: { message: 'Call ended' } }" },
);
