import type { Message, Part, Protocol } from '../model.js';
import { otherSide, type Side } from '../schema.js';
import { explore } from './explore.js';
import type { TranscriptReport, Where } from './transcript-report.js';
import { createBodyValidator } from './validate-body.js';
import { layersOf } from './layers.js';
import type { Dump, DumpEntry } from './read-dump.js';
import { type Sorted, type SortedResponse, sortMessages } from './sort-messages.js';
import { createTally } from './tally.js';

type List<K extends keyof TranscriptReport> = Omit<
  Extract<TranscriptReport[K], readonly object[]>[number],
  'count' | 'line'
>;

const placeOf = ({ message, from, part, pointer }: Where): readonly unknown[] => [
  from,
  message,
  part,
  pointer,
];

/** Validates all messages of a dump. */
export const examine = (protocol: Protocol, dump: Dump): TranscriptReport => {
  const layers = layersOf(protocol.definitions);
  const validateBody = createBodyValidator(protocol, layers);
  const { messages: sorted, others } = sortMessages(protocol, dump.entries, dump.isTranscript);
  const { versions: allVersions } = protocol.wire;

  const counts = new Map<string, number>();
  const unknownTypes = createTally<List<'unknownTypes'>>(({ type, from, envelope }) => [
    type,
    from,
    envelope,
  ]);
  const unknownMembers = createTally<List<'unknownMembers'>>(placeOf);
  const unknownValues = createTally<List<'unknownValues'>>(placeOf);
  const declaredOnly = createTally<List<'declaredOnly'>>(({ message, from }) => [message, from]);
  const internal = createTally<List<'internal'>>(({ message, from }) => [message, from]);
  const invalid = createTally<List<'invalid'>>((issue) => [
    ...placeOf(issue),
    issue.expected,
    issue.actual,
  ]);
  const malformed = createTally<List<'malformed'>>(({ tag, expected }) => [tag, expected]);
  const evidence = createTally<
    Omit<TranscriptReport['versions']['evidence'][number], 'count' | 'line'>
  >(({ what }) => [what]);
  let possible = allVersions;
  let strayResponses = 0;
  let nullNumbers = 0;
  /** Requests without a response, by side and id: both sides may count from 1. */
  const open: Record<Side, Map<string, Message>> = { widget: new Map(), page: new Map() };

  /** Only messages of the widget are evidence of its version. */
  const noteVersions = (
    line: number,
    from: Side,
    what: string,
    versions: readonly string[],
  ): void => {
    if (from !== 'widget' || allVersions.every((version) => versions.includes(version))) return;
    evidence.add(line, { what, versions });
    possible = possible.filter((version) => versions.includes(version));
  };

  const examineBody = (
    { line, outcome }: DumpEntry,
    { name: message, from: owner }: Message,
    part: Where['part'],
    from: Side,
    { schema, ...rest }: Part,
    body: unknown,
  ): void => {
    const where = { message, from, part };
    for (const seen of explore(layers, schema, body)) {
      const { pointer } = seen;
      if (seen.kind === 'member') {
        const { type } = seen;
        unknownMembers.add(line, { ...where, pointer, types: [type] }, (all) => ({
          ...all,
          types: [...new Set([...all.types, type])],
        }));
      } else if (seen.kind === 'value') {
        const { value } = seen;
        unknownValues.add(line, { ...where, pointer, values: { [value]: 1 } }, (all) => ({
          ...all,
          values: { ...all.values, [value]: (all.values[value] ?? 0) + 1 },
        }));
      } else noteVersions(line, from, `${message} ${pointer}`, seen.versions);
    }
    const issues = validateBody({ schema, ...rest }, body);
    for (const { mayBeNaN, ...issue } of issues) {
      if (mayBeNaN && !dump.isTranscript) nullNumbers += 1;
      else invalid.add(line, { ...where, ...issue });
    }
    // The invalid value may be masked.
    if (outcome === 'invalid' && issues.length === 0 && part !== 'result' && owner === from)
      invalid.add(line, { ...where, pointer: '', expected: 'a valid body', actual: 'hidden' });
  };

  const examineMessage = ({ entry, from, reading, message }: Sorted): void => {
    const { line } = entry;
    if (reading.kind === 'malformed') {
      malformed.add(line, { tag: reading.tag, expected: reading.expected });
      return;
    }
    if (message === undefined) {
      const { type, kind: envelope } = reading;
      const known = protocol.messages.find((one) => one.type === type && one.from === from);
      unknownTypes.add(line, { type, from, envelope, ...(known && { known: known.name }) });
      return;
    }
    const { name, kind, stability } = message;
    counts.set(`${from} ${name}`, (counts.get(`${from} ${name}`) ?? 0) + 1);
    if (stability === 'declared-only') declaredOnly.add(line, { message: name, from });
    if (message.internal === true) internal.add(line, { message: name, from });
    noteVersions(line, from, name, message.versions);
    const part = kind === 'push' ? 'body' : 'data';
    examineBody(entry, message, part, from, message[part] as Part, reading.body);
    if (kind === 'request') open[from].set(reading.id, message);
  };

  const examineResponse = ({ entry, from: side, reading }: SortedResponse): void => {
    const { id, result, error } = reading;
    const other = otherSide(side);
    // A dump may not say who answers.
    const asked = entry.direction === undefined && !open[other].has(id) ? side : other;
    const message = open[asked].get(id);
    if (message === undefined) {
      strayResponses += 1;
      return;
    }
    open[asked].delete(id);
    // Only a truthy error is an error, and then there is no result.
    if (error) return;
    const from = otherSide(message.from);
    examineBody(entry, message, 'result', from, message.result as Part, result);
  };

  for (const one of sorted) {
    if ('message' in one) examineMessage(one);
    else examineResponse(one);
  }

  return {
    wire: protocol.wire.name,
    messages: Object.fromEntries(counts),
    unknownTypes: unknownTypes.all,
    unknownMembers: unknownMembers.all,
    unknownValues: unknownValues.all,
    declaredOnly: declaredOnly.all,
    invalid: invalid.all,
    malformed: malformed.all,
    versions: { possible, evidence: evidence.all },
    internal: internal.all,
    strayResponses,
    nullNumbers,
    others,
    lost: dump.lost,
  };
};
