import { isolated } from '@jackfield/dev-page/h';
import type { CallLogRecord } from '@jackfield/plugin-calllog';

/** Of more contacts with one number, these are named. */
const NAMED = 3;

/** The names of several contacts with the number; the widget knows the first one only. */
function namesOf(candidates: CallLogRecord['candidates'] = []): string | undefined {
  if (candidates.length < 2) return undefined;
  const names = candidates.slice(0, NAMED).map(({ name }) => isolated(name));
  const others = candidates.length - names.length;
  return [...names, ...(others > 0 ? [`${others} more`] : [])].join(' or ');
}

/** Whose call it was: who called if inbound, who was called if outbound. */
export function customerOf({ call, contact, candidates }: CallLogRecord): {
  readonly isInbound: boolean;
  readonly name: string | undefined;
  readonly phoneNumber: string;
} {
  const isInbound = call.direction === 'INBOUND';
  const { name, phoneNumber } = isInbound ? call.from : call.to;
  return { isInbound, name: contact?.name ?? namesOf(candidates) ?? name, phoneNumber };
}
