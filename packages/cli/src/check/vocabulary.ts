import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { loadProtocol, type Message } from '@jackfield/codegen';
import { CliError } from '../cli-error.js';

/** The messages that a plugin can handle, by name. */
export interface Vocabulary {
  readonly wire: string;
  /** The wire whose plugins run on this one, too. */
  readonly speaks: string | undefined;
  readonly requests: ReadonlyMap<string, Message>;
  readonly pushes: ReadonlyMap<string, Message>;
  /** The messages that the page sends. */
  readonly page: ReadonlyMap<string, Message>;
  /** The names of the other wire's messages that the widget of this one never sends. */
  readonly unsent: ReadonlySet<string>;
}

/** Finds the messages of a wire for a package. */
export interface Vocabularies {
  /** Returns `undefined` if there are no schemas of that wire. */
  of(folder: string, wire: string): Promise<Vocabulary | undefined>;
}

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

/** The folders that may contain schemas of `wire`, nearest first: `schemas` in each folder above. */
const foldersFor = function* (folder: string, wire: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield join(at, 'schemas');
    if (at === dirname(at)) break;
  }
  try {
    const published = `@jackfield/core/schemas/${wire}/wire.json`;
    yield dirname(dirname(createRequire(join(folder, 'any.js')).resolve(published)));
  } catch {
    // No core is installed, or none with schemas of this wire.
  }
};

/**
 * The messages as plugins know them: on a wire that speaks another one's messages, those under their
 * names there.
 */
const messagesOf = async (
  schemas: string,
  wire: string,
): Promise<Pick<Vocabulary, 'speaks' | 'unsent'> & { readonly messages: readonly Message[] }> => {
  const { wire: own, messages } = await loadProtocol({ schemas, wire });
  const { speaks } = own;
  if (speaks === undefined) return { speaks, messages, unsent: new Set() };
  const spoken = await loadProtocol({ schemas, wire: speaks });
  const translated = messages.flatMap((message) =>
    [message.speaks ?? []].flat().map((name): Message => Object.assign({}, message, { name })),
  );
  const others = messages.filter((message) => message.speaks === undefined);
  const sent = new Set([...others, ...translated].map(({ name }) => name));
  const unsent = spoken.messages.filter(({ from, name }) => from === 'widget' && !sent.has(name));
  return {
    speaks,
    messages: [...spoken.messages, ...others, ...translated],
    unsent: new Set(unsent.map(({ name }) => name)),
  };
};

const vocabularyOf = async (schemas: string, wire: string): Promise<Vocabulary> => {
  const { speaks, messages, unsent } = await messagesOf(schemas, wire);
  const named = (from: Message['from'], kind?: Message['kind']): ReadonlyMap<string, Message> =>
    new Map(
      messages
        .filter((each) => each.from === from && (kind === undefined || each.kind === kind))
        .map((message) => [message.name, message]),
    );
  return {
    wire,
    speaks,
    requests: named('widget', 'request'),
    pushes: named('widget', 'push'),
    page: named('page'),
    unsent,
  };
};

/**
 * Reads each wire's schemas once: from the named folder, or else from the nearest of the package's
 * own folder `schemas`, that of a folder above it, and that of the installed core.
 */
export const createVocabularies = (named: string | undefined): Vocabularies => {
  const known = new Map<string, Promise<Vocabulary>>();
  return {
    async of(folder, wire) {
      const candidates = named === undefined ? foldersFor(folder, wire) : [named];
      for (const schemas of candidates) {
        if (!(await isThere(join(schemas, wire, 'wire.json')))) continue;
        const key = join(schemas, wire);
        const vocabulary = known.get(key) ?? vocabularyOf(schemas, wire);
        known.set(key, vocabulary);
        return vocabulary;
      }
      if (named !== undefined) {
        throw new CliError(
          `Expected a file ${join(wire, 'wire.json')} in ${basename(named)}, found none.`,
        );
      }
      return undefined;
    },
  };
};
