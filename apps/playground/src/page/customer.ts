import type { CallLogRecord } from '@jackfield/plugin-calllog';

/** Whose call it was: who called if inbound, who was called if outbound. */
export function customerOf({ call, contact }: CallLogRecord): {
  readonly isInbound: boolean;
  readonly name: string | undefined;
  readonly phoneNumber: string;
} {
  const isInbound = call.direction === 'INBOUND';
  const { name, phoneNumber } = isInbound ? call.from : call.to;
  return { isInbound, name: contact?.name ?? name, phoneNumber };
}
