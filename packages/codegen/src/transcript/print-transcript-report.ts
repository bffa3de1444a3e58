import { type TranscriptReport, hasProblems, type Seen, type Where } from './transcript-report.js';

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const seen = ({ count, line }: Seen): string => `${plural(count, 'time')}, first in line ${line}`;

const place = ({ message, part, pointer }: Where): string =>
  `${message}${part === 'result' ? ' result' : ''} ${pointer === '' ? '/' : pointer}`;

/** Returns a heading and its lines; empty if there are no lines. */
const section = <T>(
  heading: string,
  list: readonly T[],
  print: (one: T) => string,
): readonly string[] =>
  list.length === 0 ? [] : ['', heading, ...list.map((one) => `  ${print(one)}`)];

/** Formats a report for people. */
export const printTranscriptReport = (report: TranscriptReport): readonly string[] => {
  const { wire, messages, versions, others, lost, strayResponses, nullNumbers } = report;
  const count = Object.values(messages).reduce((sum, each) => sum + each, 0);
  const notes = [
    others > 0 ? `${plural(others, 'message')} of other scripts, ignored` : '',
    lost > 0 ? `${plural(lost, 'message')} that could not be recorded` : '',
    strayResponses > 0 ? `${plural(strayResponses, 'response')} without a request` : '',
    nullNumbers > 0
      ? `${plural(nullNumbers, 'null')} instead of a number, interpreted as NaN, which JSON cannot express`
      : '',
    ...report.internal.map(
      (one) => `${one.message}, between the widget and its adapter script: ${seen(one)}`,
    ),
  ].filter((note) => note !== '');
  const { possible, evidence } = versions;
  const verdict =
    possible.length === 0
      ? 'Versions: no version sends all of these'
      : `Versions: ${possible.join(' or ')}, because of`;
  return [
    count === 0 ? `No messages of ${wire}.` : `${plural(count, 'message')} of ${wire}.`,
    ...section(
      'Unknown types',
      report.unknownTypes,
      ({ type, from, envelope, known, ...rest }) =>
        `${type}, ${envelope} from the ${from}${known === undefined ? '' : ` (${known} has another envelope)`}: ${seen(rest)}`,
    ),
    ...section(
      'Unknown members',
      report.unknownMembers,
      ({ types, ...rest }) => `${place(rest)} (${types.join(', ')}): ${seen(rest)}`,
    ),
    ...section(
      'Values outside an open enumeration',
      report.unknownValues,
      ({ values, ...rest }) => {
        const each = Object.entries(values).map(
          ([value, times]) => `${JSON.stringify(value)} ${times}`,
        );
        return `${place(rest)}: ${each.join(', ')}; first in line ${rest.line}`;
      },
    ),
    ...section(
      'Declared-only messages',
      report.declaredOnly,
      ({ message, from, ...rest }) => `${message} from the ${from}: ${seen(rest)}`,
    ),
    ...section(
      'Invalid',
      report.invalid,
      ({ expected, actual, ...rest }) =>
        `${place(rest)}: expected ${expected}, received ${actual}: ${seen(rest)}`,
    ),
    ...section(
      'Invalid envelopes',
      report.malformed,
      ({ tag, expected, ...rest }) => `${tag}: expected ${expected}: ${seen(rest)}`,
    ),
    ...section(
      verdict,
      evidence,
      ({ what, versions: senders, ...rest }) =>
        `${what} is sent by ${senders.join(', ')}: ${seen(rest)}`,
    ),
    ...section('Notes', notes, (note) => note),
    '',
    hasProblems(report)
      ? 'The schemas do not describe everything.'
      : 'The schemas describe everything.',
  ];
};
