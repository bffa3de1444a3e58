import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import {
  type CANCEL_SYMBOL,
  intro,
  isCancel,
  log,
  multiselect,
  select,
  text,
} from '@clack/prompts';
import type { Answers } from './answers.js';
import type { CatalogueEntry, Wire } from './catalogue-entry.js';
import type { Language } from './choice.js';
import { issueOfFolder } from './disk.js';
import { titles } from './generated/catalogue.js';
import type { Given } from './given.js';
import { messagesOfKind } from './messages.js';
import { defaultFolder } from './monorepo.js';
import { bareName, issueOfName } from './names.js';

/** The terminal for questions. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  /** Cancels the current question. */
  readonly signal: AbortSignal;
}

/** The user pressed Ctrl+C or Escape. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

const answered = async <T>(question: Promise<T | typeof CANCEL_SYMBOL>): Promise<T> => {
  const answer = await question;
  if (isCancel(answer)) throw new Cancelled('cancelled');
  return answer;
};

const askName = (terminal: Terminal): Promise<string> =>
  answered(
    text({
      ...terminal,
      message: 'What is the name of the package?',
      placeholder: 'acme-leads, or @acme/leads',
      validate: (name) => issueOfName(name ?? ''),
    }),
  );

const askFolder = (terminal: Terminal, usual: string, cwd: string): Promise<string> =>
  answered(
    text({
      ...terminal,
      message: 'Into which folder?',
      initialValue: usual,
      validate: (folder) => issueOfFolder(resolve(cwd, folder ?? '')),
    }),
  );

const askLanguage = (terminal: Terminal): Promise<Language> =>
  answered(
    select<Language>({
      ...terminal,
      message: 'In which language?',
      options: [
        { value: 'ts', label: 'TypeScript' },
        { value: 'js', label: 'JavaScript', hint: 'checked by its JSDoc types' },
      ],
    }),
  );

const askWire = (terminal: Terminal): Promise<Wire> =>
  answered(
    select<Wire>({
      ...terminal,
      message: 'Whose messages does it handle?',
      options: [
        { value: 'ringcx', label: titles.ringcx, hint: `runs on ${titles.ringex}, too` },
        { value: 'ringex', label: titles.ringex, hint: `also what only ${titles.ringex} has` },
      ],
    }),
  );

const hintOf = ({ about, capability, deprecated }: CatalogueEntry): string =>
  [
    ...(deprecated === undefined ? [] : [`Deprecated: ${deprecated}`]),
    about,
    ...(capability === undefined ? [] : [`Registers ${capability}.`]),
  ].join(' ');

const askMessages = async (
  terminal: Terminal,
  wire: Wire,
  kind: CatalogueEntry['kind'],
  message: string,
): Promise<readonly CatalogueEntry[]> => {
  const known = messagesOfKind(wire, kind);
  const names = await answered(
    multiselect<string>({
      ...terminal,
      message,
      options: known.map((entry) => ({ value: entry.name, hint: hintOf(entry) })),
      required: false,
    }),
  );
  return known.filter(({ name }) => names.includes(name));
};

const askRequests = (terminal: Terminal, wire: Wire) =>
  askMessages(
    terminal,
    wire,
    'request',
    'Which requests does it answer? The widget sends them and waits for a response.',
  );

const askPushes = (terminal: Terminal, wire: Wire) =>
  askMessages(
    terminal,
    wire,
    'push',
    'Which pushes does it listen to? The widget sends them without waiting for a response.',
  );

/**
 * Asks for everything that the command line does not contain.
 *
 * @throws Cancelled if the user presses Ctrl+C or Escape
 */
export const ask = async (given: Given, terminal: Terminal, cwd: string): Promise<Answers> => {
  intro('A plugin for the widgets of RingCentral', terminal);
  const name = given.name ?? (await askName(terminal));
  const folder =
    given.folder ?? (await askFolder(terminal, defaultFolder(bareName(name), cwd), cwd));
  const language = given.language ?? (await askLanguage(terminal));
  const wire = given.wire ?? (await askWire(terminal));
  let requests = given.requests ?? (await askRequests(terminal, wire));
  let pushes = given.pushes ?? (await askPushes(terminal, wire));
  while (requests.length + pushes.length === 0) {
    log.warn('Select at least one request or push.', terminal);
    requests = await askRequests(terminal, wire);
    pushes = await askPushes(terminal, wire);
  }
  return { name, folder, language, wire, requests, pushes };
};
