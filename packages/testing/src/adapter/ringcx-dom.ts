import type { Parts } from './core.js';
import { maker } from './element.js';

/** Adapter.ts:13-26 */
const SANDBOX = 'allow-same-origin allow-scripts allow-forms allow-popups';
const FIXED = { draggable: 'false' };

/** Creates the elements of the RingCX adapter (Adapter.ts:76-79, 167-196). */
export function createRingcxDom(document: Document, prefix: string): Parts {
  const make = maker(document);
  const presence = make('div', ['presence'], [make('div', ['presenceBar'])]);
  const icon = make('img', ['icon'], [], FIXED);
  const iconContainer = make('div', ['iconContainer'], [icon]);
  const popupIcon = make('div', ['popupIcon'], [make('img', [], [], FIXED)]);
  const popup = make('div', ['button', 'popup'], [popupIcon]);
  const minimizeIcon = make('div', ['minimizeIcon'], [make('div', ['minimizeIconBar'])]);
  const toggle = make('div', ['button', 'toggle'], [minimizeIcon], {
    'data-sign': 'adapterToggle',
  });
  const logo = make('img', ['logo'], [], FIXED);
  const header = make('header', ['header'], [presence, iconContainer, popup, toggle, logo], FIXED);
  const frame = make('iframe', ['contentFrame'], [], { sandbox: SANDBOX, allow: 'microphone' });
  const frameContainer = make('div', ['frameContainer'], [frame]);
  const container = make('div', ['root', 'loading'], [header, frameContainer], {
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
  };
}
