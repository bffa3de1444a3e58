import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { loadProtocol, type Message } from '@jackfield/codegen';
import { CliError } from '../cli-error.js';

/** The wire of a plugin whose `definePlugin` is given no protocol. */
export const DEFAULT_WIRE = 'ringcx';

/** The messages that a plugin can handle, by name. */
export interface Vocabulary {
  readonly wire: string;
  readonly requests: ReadonlyMap<string, Message>;
  readonly pushes: ReadonlyMap<string, Message>;
  /** What the page sends. */
  readonly page: ReadonlyMap<string, Message>;
}

/** Finds the messages of a wire for a package. */
export interface Vocabularies {
  /** `undefined` where there are no schemas of that wire. */
  of(folder: string, wire: string): Promise<Vocabulary | undefined>;
}

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

/** The folders that may hold schemas of `wire`, nearest first: `schemas` in each folder above. */
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

const vocabularyOf = async (schemas: string, wire: string): Promise<Vocabulary> => {
  const { messages } = await loadProtocol({ schemas, wire });
  const named = (from: Message['from'], kind?: Message['kind']): ReadonlyMap<string, Message> =>
    new Map(
      messages
        .filter((each) => each.from === from && (kind === undefined || each.kind === kind))
        .map((message) => [message.name, message]),
    );
  return {
    wire,
    requests: named('widget', 'request'),
    pushes: named('widget', 'push'),
    page: named('page'),
  };
};

/**
 * Reads each wire's schemas once: those of the folder that is named, or else the nearest of the
 * package's own, of a folder above it, and of the installed core.
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
        throw new CliError(`There is no ${join(wire, 'wire.json')} in ${basename(named)}.`);
      }
      return undefined;
    },
  };
};
