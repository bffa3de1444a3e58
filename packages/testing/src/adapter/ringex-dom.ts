import type { Parts } from './core.js';
import { maker } from './element.js';

/** The elements that only RingEX has. */
export interface RingexParts extends Parts {
  readonly feedback: HTMLElement;
  readonly duration: HTMLElement;
  readonly ringingCalls: HTMLElement;
  readonly onHoldCalls: HTMLElement;
  readonly currentCall: HTMLElement;
  readonly viewCalls: HTMLElement;
  readonly dropdown: HTMLElement;
  readonly presenceItems: readonly HTMLElement[];
}

const FIXED = { draggable: 'false' };

/** The presence that an agent can choose: `data-presence`, what is posted and shown, and its text. */
export const PRESENCES = [
  ['available', 'Available', 'Available'],
  ['busy', 'Busy', 'Busy'],
  ['doNotAcceptAnyCalls', 'DoNotAcceptAnyCalls', 'Do not disturb'],
  ['offline', 'Offline', 'Offline'],
] as const;

/** Safari does not know `allow-downloads` (JSW AdapterCore/index.ts:11-25; lib/Adapter/index.js:264-269). */
function sandboxOf(userAgent: string): string {
  const isSafari = /safari/i.test(userAgent) && !/chrome|android/i.test(userAgent);
  const downloads = isSafari ? '' : ' allow-downloads';
  return `allow-same-origin allow-scripts allow-forms allow-popups${downloads} allow-popups-to-escape-sandbox`;
}

/** Creates the elements of the RingEX adapter (lib/Adapter/index.js:46-49, 264-332). */
export function createRingexDom(
  document: Document,
  prefix: string,
  userAgent: string,
): RingexParts {
  const make = maker(document);
  const icon = make('img', ['icon'], [], FIXED);
  const iconContainer = make('div', ['iconContainer'], [icon]);
  const feedbackIcon = make('div', ['feedbackIcon'], [make('img', [], [], FIXED)], {
    title: 'Help',
  });
  const feedback = make('div', ['button', 'feedback'], [feedbackIcon]);
  const popupIcon = make('div', ['popupIcon'], [make('img', [], [], FIXED)]);
  const popup = make('div', ['button', 'popup'], [popupIcon]);
  const minimizeIcon = make('div', ['minimizeIcon'], [make('div', ['minimizeIconBar'])]);
  const toggle = make('div', ['button', 'toggle'], [minimizeIcon], {
    'data-sign': 'adapterToggle',
  });
  const presence = make('div', ['presence'], [make('div', ['presenceBar'])]);
  const logo = make('img', ['logo'], [], FIXED);
  const duration = make('div', ['duration']);
  const ringingCalls = make('div', ['ringingCalls']);
  const onHoldCalls = make('div', ['onHoldCalls']);
  const currentCall = make('div', ['currentCallBtn'], ['Current call']);
  const viewCalls = make('div', ['viewCallsBtn'], ['View calls']);
  const header = make(
    'header',
    ['header'],
    [
      presence,
      iconContainer,
      make('div', ['buttons'], [feedback, popup, toggle]),
      logo,
      duration,
      ringingCalls,
      onHoldCalls,
      currentCall,
      viewCalls,
    ],
    FIXED,
  );

  const presenceItems = PRESENCES.map(([name, status, text]) => {
    const bar = name === 'doNotAcceptAnyCalls' ? [make('div', ['presenceBar'])] : [];
    const dot = make('div', ['presence', 'statusIcon', status], bar);
    return make('a', ['presenceItem'], [dot, make('span', [], [text])], {
      'data-presence': name,
    });
  });
  const dropdown = make('div', ['dropdownPresence'], [make('div', ['line'], presenceItems)]);

  const sandbox = sandboxOf(userAgent);
  const frame = make('iframe', ['contentFrame'], [], { sandbox, allow: 'microphone; autoplay' });
  const frameContainer = make('div', ['frameContainer'], [frame]);
  const container = make('div', ['root', 'loading'], [header, dropdown, frameContainer], {
    id: prefix,
    ...FIXED,
  });
  return {
    container,
    header,
    presence,
    logo,
    icon,
    iconContainer,
    toggle,
    popup,
    frameContainer,
    frame,
    feedback,
    duration,
    ringingCalls,
    onHoldCalls,
    currentCall,
    viewCalls,
    dropdown,
    presenceItems,
  };
}
