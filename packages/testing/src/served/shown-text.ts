import { applyMask } from '@jackfield/core/ringcx';
import type { Mask } from '@jackfield/core/protocol';

/** What of a text is shown. */
const LIMIT = 20_000;

/** JSON has no word for these, which `postMessage` carries. */
function withWords(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value === 'bigint' ? `${value}n` : value;
}

/** Returns a value as text, without personal data. */
export function shownText(value: unknown, mask: Mask | undefined): string {
  const text = JSON.stringify(applyMask(value, mask), withWords, 2) ?? 'nothing';
  const more = text.length - LIMIT;
  return more > 0 ? `${text.slice(0, LIMIT)}\n… ${more} more characters` : text;
}

/** Returns a type as it is shown: one that is not a word may contain anything. */
export const shownType = (type: string): string =>
  /^[a-zA-Z/][\w/-]{0,60}$/.test(type) ? type : 'unknown';
