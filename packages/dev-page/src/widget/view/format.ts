import type { WidgetCall } from '@jackfield/testing';
import { isolated } from '../../h.js';

/** What the phone shows of the other side of a call. */
export type Caller = Pick<WidgetCall, 'ani' | 'matches'>;

export function formatNumber(number: string): string {
  const national = /^(?:\+1)?(\d{3})(\d{3})(\d{4})$/.exec(number.replaceAll(/[^\d+]/g, ''));
  if (national) return `(${national[1]}) ${national[2]}-${national[3]}`;
  return number === 'anonymous' ? 'Number withheld' : number;
}

/** Of more contacts with one number, these are named. */
const NAMED = 3;

/** The names of the contacts that have the number: nobody knows yet whose call it is. */
export function namesOf({ matches }: Caller): readonly string[] {
  const names = [...new Set(matches.flatMap(({ name }) => (name ? [name] : [])))];
  const others = names.length - NAMED;
  return others > 0 ? [...names.slice(0, NAMED), `${others} more`] : names;
}

export const nameOf = (call: Caller): string =>
  namesOf(call).map(isolated).join(' or ') || formatNumber(call.ani);

/** Whatever is not in the name already. */
export const numberLine = (call: Caller): string =>
  call.matches[0]?.name ? formatNumber(call.ani) : 'Not in the CRM';

export const initials = (call: Caller): string =>
  (call.matches.length > 1 ? '' : (call.matches[0]?.name ?? ''))
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase() || '?';

export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
