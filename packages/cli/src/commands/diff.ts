import {
  diffProtocols,
  isCodegenError,
  loadProtocol,
  loadReleased,
  printChanges,
  type Change,
  type Protocol,
} from '@jackfield/codegen';
import { CliError } from '../cli-error.js';
import { EXIT, plural, textOf, type Command, type Io } from '../command.js';
import { printViolations } from '../print-violations.js';
import { schemasAt } from '../schemas-at.js';

/** The changes at which the command fails, by level. */
const FAIL_ON: Readonly<Record<string, (change: Change) => boolean>> = {
  breaking: ({ breaks }) => breaks.length > 0,
  plugins: ({ breaks }) => breaks.includes('plugins'),
  senders: ({ breaks }) => breaks.includes('senders'),
  any: () => true,
};

const failOn = (level: string | undefined): ((change: Change) => boolean) => {
  if (level === undefined) return () => false;
  if (!Object.hasOwn(FAIL_ON, level)) {
    const levels = Object.keys(FAIL_ON).join(', ');
    throw new CliError(`--fail-on: expected ${levels}, received "${level}".`);
  }
  return FAIL_ON[level] as (change: Change) => boolean;
};

/** Counts the changes that break plugins, break senders, or are safe. */
const countsOf = (changes: readonly Change[]): Readonly<Record<string, number>> => ({
  plugins: changes.filter(({ breaks }) => breaks.includes('plugins')).length,
  senders: changes.filter(({ breaks }) => breaks.includes('senders')).length,
  safe: changes.filter(({ breaks }) => breaks.length === 0).length,
});

const print = (changes: readonly Change[], io: Io): void => {
  for (const line of printChanges(changes)) io.out(line);
  if (changes.length === 0) return;
  const { plugins, senders, safe } = countsOf(changes);
  io.out('');
  io.out(
    `${plural(changes.length, 'change')}: ${plugins} break plugins, ${senders} senders; ${safe} safe`,
  );
};

export const diffCommand: Command = {
  name: 'diff',
  args: '<old> <new>',
  summary: 'report what changed between two folders of schemas, and what it breaks',
  notes: [
    'OLD and NEW are each a folder of schemas, or a git revision: v0.1.0, HEAD~3, HEAD~3:schemas.',
    'A change breaks plugins, breaks senders (code that sends messages from the page), or is safe.',
  ],
  options: [
    {
      flags: '--schemas <dir>',
      about: 'the folder of schemas in a revision without a path',
      default: 'schemas',
    },
    { flags: '--wire <name>', about: 'the wire, if there are several' },
    {
      flags: '--fail-on <level>',
      about:
        'exit with 1 at changes of this level: breaking (either of the next two), plugins, senders, any',
    },
    { flags: '--json', about: 'print the changes as JSON' },
  ],
  problems: 'changes of the level of --fail-on',
  async run([old, next], options, io) {
    const fails = failOn(textOf(options, 'failOn'));
    const read = async (word: string | undefined, load: typeof loadProtocol): Promise<Protocol> => {
      const { folder, close } = await schemasAt(String(word), textOf(options, 'schemas') as string);
      try {
        return await load({ schemas: folder, wire: textOf(options, 'wire') });
      } finally {
        await close();
      }
    };
    let changes: readonly Change[];
    try {
      changes = diffProtocols(await read(old, loadReleased), await read(next, loadProtocol));
    } catch (error) {
      // Invalid schemas are a usage error here: the command compares them.
      if (!isCodegenError(error) || error.code !== 'SCHEMAS_INVALID') throw error;
      printViolations(error.violations, io, 'compared');
      return EXIT.usageError;
    }
    if (options['json'] === true) {
      io.out(JSON.stringify({ old, new: next, counts: countsOf(changes), changes }, undefined, 2));
    } else print(changes, io);
    return changes.some(fails) ? EXIT.problems : EXIT.success;
  },
};
