import type { Envelope } from '@jackfield/core/protocol';
import { readEnvelope } from '@jackfield/plugin-kit/read-envelope';
import type { AnyWire } from './recorded-wire.js';

/** Parses the envelope of a line; `undefined` if it is not an envelope. */
export function readRecordedEnvelope(
  { protocol, envelopes }: AnyWire,
  direction: 'in' | 'out',
  posted: unknown,
): Envelope | undefined {
  if (direction === 'in') return protocol.readEnvelope(posted);
  const reading = readEnvelope(envelopes, 'page', posted);
  if (reading === undefined || reading.kind === 'malformed') return undefined;
  const { kind, id } = reading;
  if (kind === 'response')
    return { kind, id, type: '', body: reading.result, error: reading.error };
  return { kind, id, type: reading.type, body: reading.body };
}
