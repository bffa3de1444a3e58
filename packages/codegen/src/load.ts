import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { posix } from 'node:path';
import { isObject } from '@jackfield/plugin-kit/json';
import { CodegenError } from './errors.js';
import type { Json } from './json.js';
import { isSchemaTooDeep, isTextTooDeep } from './nesting.js';
import { walkSchema } from './walk.js';

/** A file and its parsed content. */
export interface SourceFile {
  /** Path relative to the schemas folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** `undefined` if the text is not valid JSON, or nests too deep. */
  readonly json: Json | undefined;
}

/** All files of one wire. */
export interface Sources {
  readonly wire: SourceFile;
  readonly messages: readonly SourceFile[];
  readonly definitions: readonly SourceFile[];
}

export interface LoadOptions {
  /** The folder of schemas. */
  readonly schemas: string;
  /** The name of the wire's folder, if there are several. */
  readonly wire?: string | undefined;
}

const WIRE = 'wire.json';

/** Resolves a `$ref` in a file to a path relative to the schemas folder. */
export const resolveRef = (from: string, ref: string): string =>
  posix.join(posix.dirname(from), ref);

const parse = (text: string): Json | undefined => {
  if (isTextTooDeep(text)) return undefined;
  try {
    const json = JSON.parse(text) as Json;
    return isSchemaTooDeep(json) ? undefined : json;
  } catch {
    return undefined;
  }
};

const chooseWire = (paths: readonly string[], { schemas, wire }: LoadOptions): string => {
  const named = paths.filter((path) => posix.basename(path) === WIRE);
  // Below the folder of a wire, it is a message named "wire".
  const isBelow = (path: string, other: string): boolean =>
    path !== other && (posix.dirname(other) === '.' || path.startsWith(`${posix.dirname(other)}/`));
  const wires = named.filter((path) => !named.some((other) => isBelow(path, other)));
  const found = wires.filter((path) => wire === undefined || path === posix.join(wire, WIRE));
  const [first, ...others] = found;
  if (first === undefined) {
    const what = wire === undefined ? WIRE : posix.join(wire, WIRE);
    throw new CodegenError('WIRE_MISSING', `Expected ${what} below ${schemas}, found none.`);
  }
  if (others.length > 0) {
    throw new CodegenError(
      'WIRE_AMBIGUOUS',
      `There are several wires below ${schemas}: ${found.map((path) => posix.dirname(path)).join(', ')}. Select one with --wire.`,
    );
  }
  return first;
};

/** Whether a file is one that `generate` writes: its folder may be one of the schemas. */
const isGenerated = ({ path, json }: SourceFile): boolean =>
  isObject(json) &&
  ((posix.basename(path) === 'asyncapi.json' && 'asyncapi' in json) ||
    (posix.basename(path) === 'bundle.schema.json' && 'definitions' in json));

/** Reads a wire, its messages, and the shared definitions that they refer to. */
export const loadSources = async (options: LoadOptions): Promise<Sources> => {
  const { schemas } = options;
  const folder = await stat(schemas).catch(() => undefined);
  if (folder?.isDirectory() !== true) {
    throw new CodegenError(
      'SCHEMAS_MISSING',
      `Expected a folder of schemas at "${schemas}", found none.`,
    );
  }
  const names = await readdir(schemas, { recursive: true });
  const paths = names
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const known = new Set(paths);

  const read = async (path: string): Promise<SourceFile> => {
    // Editors on Windows may begin a file with a byte order mark.
    const text = (await readFile(join(schemas, path), 'utf8')).replace(/^\ufeff/, '');
    return { path, text, json: parse(text) };
  };

  const wirePath = chooseWire(paths, options);
  const below = `${posix.dirname(wirePath)}/`;
  const isMessage = (path: string): boolean =>
    path !== wirePath && (below === './' ? true : path.startsWith(below));

  const messages: SourceFile[] = [];
  for (const path of paths.filter(isMessage)) {
    const file = await read(path);
    if (!isGenerated(file)) messages.push(file);
  }

  // Definitions are found by references, and each is read once.
  const definitions = new Map<string, SourceFile>();
  const queue: SourceFile[] = [...messages];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const [, schema] of walkSchema(file.json)) {
      const ref = isObject(schema) ? schema['$ref'] : undefined;
      if (typeof ref !== 'string') continue;
      const path = resolveRef(file.path, ref);
      if (!known.has(path) || isMessage(path) || path === wirePath || definitions.has(path))
        continue;
      const definition = await read(path);
      definitions.set(path, definition);
      queue.push(definition);
    }
  }
  return {
    wire: await read(wirePath),
    messages,
    definitions: [...definitions.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
};
