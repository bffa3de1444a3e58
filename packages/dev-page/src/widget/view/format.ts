import type { WidgetCall } from '@jackfield/testing';

/** What the phone shows of the other side of a call. */
export type Caller = Pick<WidgetCall, 'ani' | 'matches'>;

export function formatNumber(number: string): string {
  const national = /^(?:\+1)?(\d{3})(\d{3})(\d{4})$/.exec(number.replaceAll(/[^\d+]/g, ''));
  if (national) return `(${national[1]}) ${national[2]}-${national[3]}`;
  return number === 'anonymous' ? 'Number withheld' : number;
}

export const nameOf = (call: Caller): string => call.matches[0]?.name ?? formatNumber(call.ani);

/** Whatever is not in the name already. */
export const numberLine = (call: Caller): string =>
  call.matches[0]?.name ? formatNumber(call.ani) : 'Not in the CRM';

export const initials = (call: Caller): string =>
  (call.matches[0]?.name ?? '')
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
