import { parametersOf } from './app-address.js';
import type { Listeners } from './page-window.js';

/** What a link does. */
export interface DialLinkActions {
  call(phoneNumber: string): void;
  sms(phoneNumber: string, text: string | undefined): void;
}

const numberIn = (text: string): string => text.replace(/[^\d+*-]/g, '');

/** The link at the target of a click, or up to two elements above it (lib/Adapter/index.js:92-105). */
function linkAt(target: EventTarget | null): HTMLAnchorElement | undefined {
  let element = target as HTMLAnchorElement | null;
  for (let steps = 0; element && !element.href && steps < 2; steps += 1)
    element = element.parentElement as HTMLAnchorElement | null;
  return element && typeof element.matches === 'function' ? element : undefined;
}

/** Takes over each link of the page with `tel:` and `sms:` (lib/Adapter/index.js:92-119). */
export function takeDialLinks(
  document: Document,
  { on }: Listeners,
  { call, sms }: DialLinkActions,
): void {
  on(document, 'click', (event) => {
    const link = linkAt(event.target);
    if (link?.matches('a[href^="sms:"]')) {
      event.preventDefault();
      const { text, body } = parametersOf(link.href, 'joined');
      sms(numberIn(link.href.split('?')[0] ?? ''), body || text);
    } else if (link?.matches('a[href^="tel:"]')) {
      event.preventDefault();
      call(numberIn(link.href));
    }
  });
}
