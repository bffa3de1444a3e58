import { messagesOfKind } from './messages.js';

const rows = (kind: 'request' | 'push'): readonly string[] => {
  const known = messagesOfKind(kind);
  const width = Math.max(...known.map(({ name }) => name.length)) + 3;
  return known.map(({ name, about }) => `  ${name.padEnd(width)}${about}`);
};

/** Returns the help. */
export const help = (): string =>
  [
    'npm create @jackfield/plugin: create a tested plugin for the RingCX widget',
    '',
    'Usage: npm create @jackfield/plugin [NAME] -- [options]',
    '',
    'In a terminal, the command asks for missing options.',
    '',
    'Options:',
    '  --folder DIR         the new folder (default: the name without its scope)',
    '  --language LANGUAGE  ts or js (default: ts)',
    '  --requests NAMES     the requests it answers: names separated by commas, or all',
    '  --pushes NAMES       the pushes it listens to: names separated by commas, or all',
    '  --yes                do not ask',
    '  --help               show this help',
    '',
    'Requests:',
    ...rows('request'),
    '',
    'Pushes:',
    ...rows('push'),
    '',
    'Exit codes: 0 success, 1 write error, 2 usage error, 130 cancelled.',
  ].join('\n');
