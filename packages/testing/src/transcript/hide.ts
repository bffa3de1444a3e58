import { createPseudonyms } from './pseudonyms.js';
import type { Hide } from './reveal.js';
import type { Personal } from './transcript.js';

/** Returns the replacement of a hidden value, in brackets that CRMs do not use. */
const maskOf = (kind: string): string => `‹${kind}›`;

/**
 * Creates the function that hides personal data in a transcript. A replacement has the type of the
 * original, so that a body stays as valid or invalid as it was:
 *
 * 1. Members unknown to the schemas, and secrets, are always masked. An empty secret means that there
 *    is none, and is kept.
 * 2. Other strings and numbers get pseudonyms, or masks with `personal: 'mask'`.
 * 3. A list is hidden entry by entry; an unknown list only shows whether it is empty.
 * 4. An object becomes an object with one masked member, since its keys may be personal too.
 */
export function createHide(personal: Personal): Hide {
  const pseudonymOf = createPseudonyms();

  function hideNumber(kind: string, value: number, isMasked: boolean): number {
    if (Number.isNaN(value)) return value;
    return isMasked || !Number.isSafeInteger(value) ? 0 : Number(pseudonymOf(kind, String(value)));
  }

  function hide(place: string, value: unknown): unknown {
    const kind = place.replace(/ \d+$/, '');
    const isUnknown = kind === '?';
    const isMasked = isUnknown || kind === 'secret' || personal === 'mask';
    if (value === '' && !isUnknown) return value;
    if (typeof value === 'string') return isMasked ? maskOf(place) : pseudonymOf(kind, value);
    if (typeof value === 'number') return hideNumber(kind, value, isMasked);
    if (typeof value === 'boolean') return false;
    if (Array.isArray(value)) {
      if (isUnknown) return value.length > 0 ? [maskOf(kind)] : [];
      return Array.from(value, (item) => hide(kind, item));
    }
    if (value === null || value === undefined) return value;
    if (typeof value !== 'object') return maskOf(kind);
    return Object.keys(value).length > 0 ? { [maskOf(kind)]: maskOf(kind) } : {};
  }
  return hide;
}
