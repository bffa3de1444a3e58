import { createPseudonyms } from './pseudonyms.js';
import type { Hide } from './reveal.js';
import type { Personal } from './transcript.js';

/** What stands for a value that is not shown: in brackets that no CRM writes. */
const maskOf = (kind: string): string => `‹${kind}›`;

/**
 * Makes what hides personal data in a transcript. What comes is of the type that was there, so that
 * a body is as valid or invalid as it was:
 *
 * 1. What no schema knows, and secrets, are masked in any case. A secret that is empty tells that
 *    there is none, and stays.
 * 2. Otherwise texts and numbers get pseudonyms, or masks if those are wished.
 * 3. A list is hidden entry by entry; of what no schema knows, only that there is something in it.
 * 4. An object is an object with one masked member, since the names of its own may be personal too.
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
