import { byId, isolated } from '../h.js';
import { followCalls } from './call-state.js';
import type { ShownHost } from './shown-host.js';

/** The link to the phone on small screens: not in the way while the phone is to be seen. */
export interface PhoneLink {
  /** Names who calls on the phone of a host, while it rings. */
  name(host: ShownHost['host'], caller: string): void;
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

  /** Who calls on each phone that rings: several may at once. */
  const callers = new Map<ShownHost['host'], string>();
  const show = (): void => {
    const isRinging = callers.size > 0;
    const names = [...callers.values()].filter((name) => name !== '').map(isolated);
    const ring = names.length > 0 ? `Ringing: ${names.join(' and ')}` : 'Ringing';
    text.textContent = isRinging ? ring : 'Phone';
    link.dataset['ringing'] = String(isRinging);
    document.title = isRinging ? `${ring} · ${title}` : title;
  };
  followCalls(hosts, (states) => {
    for (const [host, state] of states)
      if (state !== 'ringing') callers.delete(host);
      else if (!callers.has(host)) callers.set(host, '');
    show();
  });
  return {
    name(host, caller) {
      if (!callers.has(host)) return;
      callers.set(host, caller);
      show();
    },
  };
}
