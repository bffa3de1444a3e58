import { readEnvelope, type Reading } from '@jackfield/plugin-kit/read-envelope';
import { envelopeKindOf, type Message, type Protocol } from '../model.js';
import { isMatch, mostSpecificFirst } from '../match.js';
import { SIDES, type Side } from '../schema.js';
import type { DumpEntry } from './read-dump.js';

/** A message of the wire: its sender, and its schema if there is one. */
export interface Sorted {
  readonly entry: DumpEntry;
  readonly from: Side;
  readonly reading: Exclude<Reading, { kind: 'response' }>;
  readonly message: Message | undefined;
}

/** A response; its request determines the message. */
export interface SortedResponse {
  readonly entry: DumpEntry;
  readonly from: Side;
  readonly reading: Extract<Reading, { kind: 'response' }>;
}

/** The messages of a dump, and the number of messages of other scripts. */
export interface SortedDump {
  readonly messages: readonly (Sorted | SortedResponse)[];
  readonly others: number;
}

/** The common prefix of all types of a wire, if it is long enough to identify the wire. */
const prefixOf = (types: readonly string[]): string | undefined => {
  const [first = '', ...rest] = types;
  let prefix = first;
  for (const type of rest) while (!type.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix.length >= 3 && types.length > 1 ? prefix : undefined;
};

/**
 * Finds the wire's messages among all messages that a window received. A transcript contains the
 * direction of each; otherwise a message belongs to the wire if
 *
 * 1. a schema has its type, its envelope and its body, if that distinguishes messages: then its origin is one of the wire's origins, too;
 * 2. its type has the common prefix of all types of the wire;
 * 3. it comes from one of the wire's origins or, if the origin is unknown, has one of the wire's
 *    envelopes with a tag or a constant, or is the response to a request. All other messages belong
 *    to other scripts.
 */
export const sortMessages = (
  { wire, messages }: Protocol,
  entries: readonly DumpEntry[],
  isTranscript: boolean,
): SortedDump => {
  const prefix = prefixOf(messages.map(({ type }) => type));
  const origins = new Set(wire.origins);
  const specific = mostSpecificFirst(messages);

  const messageOf = (from: Side, reading: Reading): Message | undefined =>
    reading.kind === 'response' || reading.kind === 'malformed'
      ? undefined
      : specific.find(
          (message) =>
            message.from === from &&
            message.type === reading.type &&
            envelopeKindOf(message) === reading.kind &&
            isMatch(message, reading.body),
        );

  const sort = (entry: DumpEntry): Sorted | SortedResponse | undefined => {
    const { direction, data } = entry;
    const sides =
      direction === undefined ? SIDES : ([direction === 'in' ? 'widget' : 'page'] as const);
    const readings = sides.flatMap((from) => {
      const reading = readEnvelope(wire.envelope, from, data);
      return reading === undefined
        ? []
        : [{ entry, from, reading, message: messageOf(from, reading) }];
    });
    // The widget's envelopes first: most messages that a page's window receives are its own.
    const best =
      readings.find(({ message }) => message !== undefined) ??
      readings.find(({ reading }) => reading.kind !== 'malformed' && reading.isMarked) ??
      readings[0];
    if (best === undefined) return undefined;
    const { reading } = best;
    return reading.kind === 'response' ? { entry, from: best.from, reading } : { ...best, reading };
  };

  const sorted = entries.map(sort);
  for (const one of sorted) {
    if (one === undefined || !('message' in one) || one.message === undefined) continue;
    if (one.entry.origin !== undefined) origins.add(one.entry.origin);
  }

  const asked = new Set(
    sorted.flatMap((one) => {
      const isRequest = one?.reading.kind === 'request' && 'message' in one;
      return isRequest && (one.message !== undefined || one.reading.isMarked)
        ? [one.reading.id]
        : [];
    }),
  );
  const isOurs = (one: Sorted | SortedResponse): boolean => {
    if (isTranscript || ('message' in one && one.message !== undefined)) return true;
    const { entry, reading } = one;
    const hasPrefix = 'type' in reading && prefix !== undefined && reading.type.startsWith(prefix);
    if (hasPrefix) return true;
    if (entry.origin !== undefined) return origins.has(entry.origin);
    return reading.isMarked || (reading.kind === 'response' && asked.has(reading.id));
  };

  const ours = sorted.filter((one) => one !== undefined).filter(isOurs);
  return { messages: ours, others: entries.length - ours.length };
};
