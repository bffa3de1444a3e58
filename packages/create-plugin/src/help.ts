import { messagesOfKind } from './messages.js';

const rows = (kind: 'request' | 'push'): readonly string[] => {
  const known = messagesOfKind(kind);
  const width = Math.max(...known.map(({ name }) => name.length)) + 3;
  return known.map(({ name, about }) => `  ${name.padEnd(width)}${about}`);
};

/** What `--help` says. */
export const help = (): string =>
  [
    'npm create @jackfield/plugin: a tested plugin for the RingCX widget',
    '',
    'Usage: npm create @jackfield/plugin [NAME] -- [options]',
    '',
    'What is left out is asked, where somebody can be asked.',
    '',
    'Options:',
    '  --folder DIR         where it goes (default: the name, without its scope)',
    '  --language LANGUAGE  ts or js (default: ts)',
    '  --requests NAMES     what it answers: names with commas between them, or all',
    '  --pushes NAMES       what it listens to, in the same way',
    '  --yes                ask nothing',
    '  --help               this text',
    '',
    'Requests:',
    ...rows('request'),
    '',
    'Pushes:',
    ...rows('push'),
    '',
    'Exit codes: 0 fine, 1 it could not be written, 2 misuse, 130 cancelled.',
  ].join('\n');
