import { byId } from '../h.js';
import { notice } from '../page/notice.js';

const ADVICE: Readonly<Record<string, string>> = {
  'connect-src': 'name the server: jackfield dev --connect https://crm.example',
};

const placeOf = ({ sourceFile, lineNumber }: SecurityPolicyViolationEvent): string => {
  const path = sourceFile.replace(location.origin, '').replace(/\?.*$/, '');
  return path === '' ? 'not told' : `${path}:${lineNumber}`;
};

/** Vite asks in a worker whether its server is back; the page asks that itself. */
const isVites = ({ sourceFile, blockedURI }: SecurityPolicyViolationEvent): boolean =>
  blockedURI === 'blob' && new URL(sourceFile || location.href).pathname === '/@vite/client';

/** What this page's policy refused, once each: a CRM's page may be as strict. */
export const refusalsView = (): void => {
  const place = byId('problems');
  const told = new Set<string>();
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI } = event;
    const key = JSON.stringify([effectiveDirective, blockedURI, placeOf(event)]);
    if (told.has(key) || isVites(event)) return;
    told.add(key);
    const advice = ADVICE[effectiveDirective];
    place.append(
      notice({
        className: 'problem',
        title: `The page’s policy refused ${blockedURI}`,
        facts: [
          ['Directive', effectiveDirective],
          ['Where', placeOf(event)],
          ...(advice === undefined ? [] : [['If it is meant', advice] as const]),
        ],
        onClose: () => told.delete(key),
      }),
    );
  });
};
