import { byId, h } from '../h.js';
import { notice } from '../page/notice.js';
import type { Hot } from './bridge.js';
import { DEV_EVENTS, type DevPlace, type DevRefused } from './dev-state.js';

export interface RefusalsView {
  /** Has the command find the places in the source. */
  connect(hot: Hot): void;
  /** Takes away what was refused before a time on the page's clock, to plugins that are gone. */
  clear(before: number): void;
}

const ADVICE: Readonly<Record<string, string>> = {
  'connect-src': 'name the server: jackfield dev --connect https://crm.example',
};

/** Vite asks in a worker whether its server is back; the page asks that itself. */
const isVites = ({ sourceFile, blockedURI }: SecurityPolicyViolationEvent): boolean =>
  blockedURI === 'blob' && new URL(sourceFile || location.href).pathname === '/@vite/client';

/** What this page's policy refused, once each: a CRM's page may be as strict. */
export const refusalsView = (): RefusalsView => {
  const place = byId('problems');
  const reported = new Set<string>();
  const shown = new Map<
    number,
    {
      readonly element: HTMLElement;
      readonly where: HTMLElement;
      readonly time: number;
      readonly key: string;
    }
  >();
  const waiting: DevRefused[] = [];
  let hot: Hot | undefined;
  let count = 0;

  const report = (refused: DevRefused): void => {
    if (hot) hot.send(DEV_EVENTS.refused, refused);
    else waiting.push(refused);
  };

  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, columnNumber } = event;
    const at = sourceFile === '' ? '' : `${sourceFile}:${lineNumber}:${columnNumber}`;
    const key = JSON.stringify([effectiveDirective, blockedURI, at]);
    if (reported.has(key) || isVites(event)) return;
    reported.add(key);
    const id = (count += 1);
    const where = h('span', {}, at === '' ? 'unknown' : at.replace(location.origin, ''));
    const advice = ADVICE[effectiveDirective];
    const element = notice({
      className: 'problem',
      title: `The page’s policy refused ${blockedURI}`,
      facts: [
        ['Directive', effectiveDirective],
        ['Where', where],
        ...(advice === undefined ? [] : [['If it is meant', advice] as const]),
      ],
      onClose: () => reported.delete(key),
    });
    shown.set(id, { element, where, time: event.timeStamp, key });
    place.append(element);
    report({ id, what: `The page's policy refused ${blockedURI} (${effectiveDirective})`, at });
  });

  return {
    connect(channel) {
      hot = channel;
      hot.on(DEV_EVENTS.place, ({ id, place: found }: DevPlace) => {
        const known = shown.get(id);
        if (known) known.where.textContent = found;
      });
      for (const refused of waiting.splice(0)) report(refused);
    },
    clear(before) {
      for (const [id, { element, time, key }] of shown) {
        if (time >= before) continue;
        element.remove();
        shown.delete(id);
        reported.delete(key);
      }
    },
  };
};
