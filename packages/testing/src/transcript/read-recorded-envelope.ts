import type { Envelope } from '@jackfield/core/protocol';
import { protocol } from '@jackfield/core/ringcx';
import { type Members, names, readFromPage, typeOf } from '../widget/envelope.js';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Parses an envelope of the page. */
function readOut(posted: unknown): Envelope | undefined {
  const message = readFromPage(posted);
  if (message.kind === 'response') {
    const { id, result: body, error } = message;
    return isText(id) ? { kind: 'response', id, type: '', body, error } : undefined;
  }
  const isBare = message.kind === 'other';
  const { [names.page.push.type]: _type, ...body } = (
    isBare ? message.message : message.payload
  ) as Members;
  const type = typeOf(isBare ? message.message : message.payload);
  const id = message.kind === 'request' ? message.id : '';
  if (!isText(type) || typeof id !== 'string') return undefined;
  return { kind: isBare ? 'bare' : message.kind, id, type, body };
}

/** Parses the envelope of a line; `undefined` if it is not an envelope. */
export function readRecordedEnvelope(
  direction: 'in' | 'out',
  posted: unknown,
): Envelope | undefined {
  if (typeof posted !== 'object' || posted === null) return undefined;
  if (direction === 'in') return protocol.readEnvelope(posted);
  return readOut(posted);
}
