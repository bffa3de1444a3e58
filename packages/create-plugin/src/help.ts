import type { CatalogueEntry, Wire } from './catalogue-entry.js';
import { titles } from './generated/catalogue.js';
import { messagesOfKind } from './messages.js';

/** The messages of a wire, without those that plugins know from another one. */
const rows = (wire: Wire, kind: CatalogueEntry['kind']): readonly string[] => {
  const known = messagesOfKind(wire, kind).filter((entry) => entry.wire === wire);
  const width = Math.max(...known.map(({ name }) => name.length)) + 3;
  return known.map(({ name, about }) => `  ${name.padEnd(width)}${about}`);
};

/** Returns the help. */
export const help = (): string =>
  [
    'npm create @jackfield/plugin: create a tested plugin for RingCX and RingEX',
    '',
    'Usage: npm create @jackfield/plugin [NAME] -- [options]',
    '',
    'In a terminal, the command asks for missing options.',
    '',
    'Options:',
    '  --folder DIR         the new folder (default: the name without its scope)',
    '  --language LANGUAGE  ts or js (default: ts)',
    '  --wire WIRE          whose messages: ringcx, for both widgets, or ringex (default: ringcx)',
    '  --requests NAMES     the requests it answers: names separated by commas, or all',
    '  --pushes NAMES       the pushes it listens to: names separated by commas, or all',
    '  --yes                do not ask',
    '  --help               show this help',
    '',
    'Requests:',
    ...rows('ringcx', 'request'),
    '',
    'Pushes:',
    ...rows('ringcx', 'push'),
    '',
    `Requests of ${titles.ringex} alone, with --wire ringex:`,
    ...rows('ringex', 'request'),
    '',
    `Pushes of ${titles.ringex} alone, with --wire ringex:`,
    ...rows('ringex', 'push'),
    '',
    'Exit codes: 0 success, 1 write error, 2 usage error, 130 cancelled.',
  ].join('\n');
