import { type Findings, isRemarkable, type Seen, type Where } from './findings.js';

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const seen = ({ count, line }: Seen): string => `${plural(count, 'time')}, first in line ${line}`;

const place = ({ message, part, pointer }: Where): string =>
  `${message}${part === 'result' ? ' result' : ''} ${pointer === '' ? '/' : pointer}`;

/** A heading and its lines, if there are any. */
const section = <T>(
  heading: string,
  list: readonly T[],
  print: (one: T) => string,
): readonly string[] =>
  list.length === 0 ? [] : ['', heading, ...list.map((one) => `  ${print(one)}`)];

/** Findings as a person reads them. */
export const printFindings = (findings: Findings): readonly string[] => {
  const { wire, messages, versions, others, lost, strayResponses, nullNumbers } = findings;
  const count = Object.values(messages).reduce((sum, each) => sum + each, 0);
  const notes = [
    others > 0 ? `${plural(others, 'message')} of other scripts, left alone` : '',
    lost > 0 ? `${plural(lost, 'message')} that could not be written` : '',
    strayResponses > 0 ? `${plural(strayResponses, 'response')} to requests that are not here` : '',
    nullNumbers > 0
      ? `${plural(nullNumbers, 'null')} in place of a number: taken for NaN, which JSON cannot write`
      : '',
    ...findings.internal.map(
      (one) => `${one.message} goes between the widget and its adapter script: ${seen(one)}`,
    ),
  ].filter((note) => note !== '');
  const { possible, evidence } = versions;
  const verdict =
    possible.length === 0
      ? 'Versions: no single version sends all of this'
      : `Versions: ${possible.join(' or ')}, judging by`;
  return [
    count === 0 ? `No message of ${wire}.` : `${plural(count, 'message')} of ${wire}.`,
    ...section(
      'Unknown types',
      findings.unknownTypes,
      ({ type, from, envelope, known, ...rest }) =>
        `${type}, ${envelope} from the ${from}${known === undefined ? '' : `, though ${known} has another envelope`}: ${seen(rest)}`,
    ),
    ...section(
      'Unknown members',
      findings.unknownMembers,
      ({ types, ...rest }) => `${place(rest)} (${types.join(', ')}): ${seen(rest)}`,
    ),
    ...section(
      'Values outside an open enumeration',
      findings.unknownValues,
      ({ values, ...rest }) => {
        const each = Object.entries(values).map(
          ([value, times]) => `${JSON.stringify(value)} ${times}`,
        );
        return `${place(rest)}: ${each.join(', ')}; first in line ${rest.line}`;
      },
    ),
    ...section(
      'Declared only, yet seen',
      findings.declaredOnly,
      ({ message, from, ...rest }) => `${message} from the ${from}: ${seen(rest)}`,
    ),
    ...section(
      'Invalid',
      findings.invalid,
      ({ expected, actual, ...rest }) =>
        `${place(rest)}: expected ${expected}, received ${actual}: ${seen(rest)}`,
    ),
    ...section(
      'Envelopes that are none',
      findings.malformed,
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
    isRemarkable(findings) ? 'There is something to look at.' : 'Nothing unknown.',
  ];
};
