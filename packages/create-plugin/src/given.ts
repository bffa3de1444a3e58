import { parseArgs } from 'node:util';
import { suggestion } from '@jackfield/plugin-kit/closest-match';
import type { CatalogueEntry, Wire } from './catalogue-entry.js';
import type { Language } from './choice.js';
import { CreateError } from './create-error.js';
import { parseMessages } from './messages.js';
import { issueOfName } from './names.js';

/** The options of the command line. Missing ones are asked for, or are an error. */
export interface Given {
  readonly name: string | undefined;
  readonly folder: string | undefined;
  readonly language: Language | undefined;
  /** Given if messages are: these are of one wire. */
  readonly wire: Wire | undefined;
  readonly requests: readonly CatalogueEntry[] | undefined;
  readonly pushes: readonly CatalogueEntry[] | undefined;
  readonly yes: boolean;
  readonly help: boolean;
}

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['ts', 'ts'],
  ['typescript', 'ts'],
  ['js', 'js'],
  ['javascript', 'js'],
]);

const OPTIONS = {
  folder: { type: 'string', multiple: true },
  language: { type: 'string', multiple: true },
  wire: { type: 'string', multiple: true },
  requests: { type: 'string', multiple: true },
  pushes: { type: 'string', multiple: true },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
} as const;

const once = (flag: string, values: readonly string[] | undefined): string | undefined => {
  if (values !== undefined && values.length > 1)
    throw new CreateError(`Expected ${flag} once, received it twice.`);
  return values?.[0];
};

const languageOf = (text: string): Language => {
  const language = LANGUAGES.get(text.toLowerCase());
  if (language !== undefined) return language;
  throw new CreateError(`--language: expected ts or js, received ${text}.`);
};

const wireOf = (text: string): Wire => {
  const wire = text.toLowerCase();
  if (wire === 'ringcx' || wire === 'ringex') return wire;
  throw new CreateError(`--wire: expected ringcx or ringex, received ${text}.`);
};

const parsed = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const { message } = error as Error;
    const unknown = /^Unknown option '--?(.+?)'/.exec(message)?.[1];
    if (unknown === undefined) throw new CreateError(message);
    const known = Object.keys(OPTIONS).map((name) => `--${name}`);
    const option = `--${unknown}`;
    throw new CreateError(`Unknown option '${option}'.${suggestion(option, known)}`);
  }
};

/** The environment variables in which npm passes on options that it took for its own. */
const npmVariable = (option: string): string => `npm_config_${option}`;

/**
 * Returns the options that npm took for its own, because they were not behind `--`.
 *
 * @param env - the environment variables
 */
const takenByNpm = (env: Environment): readonly string[] =>
  ['folder', 'language', 'wire', 'requests', 'pushes'].filter(
    (option) => env[npmVariable(option)] !== undefined,
  );

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses the command line.
 *
 * @throws CreateError for unknown options and invalid values
 */
export const parseOptions = (argv: readonly string[], env: Environment = {}): Given => {
  const [taken] = takenByNpm(env);
  if (taken !== undefined) {
    throw new CreateError(
      `npm took --${taken} for an option of its own. Put -- before the options, as in npm create @jackfield/plugin acme-leads -- --requests viewLead.`,
    );
  }
  const { values, positionals } = parsed(argv);
  const [name, another] = positionals;
  if (another !== undefined)
    throw new CreateError(`Expected one name, received ${name} and ${another}.`);
  const issue = name === undefined ? undefined : issueOfName(name);
  if (issue !== undefined) throw new CreateError(issue);
  const language = once('--language', values.language);
  const wire = once('--wire', values.wire);
  const messagesFor = wire === undefined ? 'ringcx' : wireOf(wire);
  const { requests, pushes } = values;
  return {
    name,
    folder: once('--folder', values.folder),
    language: language === undefined ? undefined : languageOf(language),
    wire: (wire ?? requests ?? pushes) === undefined ? undefined : messagesFor,
    requests: requests && parseMessages(messagesFor, 'request', requests.join()),
    pushes: pushes && parseMessages(messagesFor, 'push', pushes.join()),
    yes: values.yes === true,
    help: values.help === true,
  };
};
