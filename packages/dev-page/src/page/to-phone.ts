import { byId, isolated } from '../h.js';
import { followCalls } from './call-state.js';
import type { ShownHost } from './shown-host.js';

/** The link to the phone on small screens: not in the way while the phone is to be seen. */
export interface PhoneLink {
  /** Names who calls, while a call rings. */
  name(caller: string): void;
}

/** Shows the link, and in it and in the page's title that a call rings. */
export function toPhoneLink(hosts: readonly ShownHost[]): PhoneLink {
  const link = byId('to-phone');
  const text = byId('to-phone-text');
  const { title } = document;
  const half = 0.5;
  new IntersectionObserver(
    ([entry]) => {
      link.hidden = (entry?.intersectionRatio ?? 0) >= half;
    },
    { threshold: half },
  ).observe(byId('phone'));

  let isRinging = false;
  let caller = '';
  const show = (): void => {
    const ring = caller === '' ? 'Ringing' : `Ringing: ${isolated(caller)}`;
    text.textContent = isRinging ? ring : 'Phone';
    link.dataset['ringing'] = String(isRinging);
    document.title = isRinging ? `${ring} · ${title}` : title;
  };
  followCalls(hosts, (states) => {
    const rings = [...states.values()].includes('ringing');
    if (rings && !isRinging) caller = '';
    isRinging = rings;
    show();
  });
  return {
    name(given) {
      caller = given;
      show();
    },
  };
}
