import { readdir, readFile, stat } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { isObject } from '@jackfield/plugin-kit/json';
import { CodegenError } from './errors.js';
import { byText, type Json } from './json.js';
import { isDeeper, isSchemaTooDeep, MAX_NESTING } from './nesting.js';
import { mapMessages, type Mapped, type MappingIssue } from './mapping.js';
import { createResolver } from './resolve.js';
import { walkSchema } from './walk.js';

/** A file and its parsed content, or a definition within a file. */
export interface SourceFile {
  /** Path relative to the schemas folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The content of the file; `undefined` if the text is not valid JSON, or nests too deep. */
  readonly whole: Json | undefined;
  /** The pointer to the definition; `''` for the whole file. */
  readonly pointer: string;
  /** The value at `pointer`. */
  readonly json: Json | undefined;
  /** Where parts of it come from, by pointers in it: a mapping makes messages of other files. */
  readonly origins?: ReadonlyMap<string, SourceFile>;
}

/** The place of a definition: a path, with a pointer if it is a part of its file. */
export const placeOfFile = ({ path, pointer }: SourceFile): string =>
  pointer === '' ? path : `${path}#${pointer}`;

/** All files of one wire. */
export interface Sources {
  readonly wire: SourceFile;
  readonly messages: readonly SourceFile[];
  /** What messages refer to, and what that refers to: files, and parts of files. */
  readonly definitions: readonly SourceFile[];
  /** What `messages` in wire.json says that is not there. */
  readonly mappingIssues: readonly MappingIssue[];
  /** The messages of the wire that wire.json `speaks`; `undefined` if there is no such wire. */
  readonly spoken: readonly SourceFile[] | undefined;
  /** Whether the files follow the house rules: see {@link HOUSE_RULES}. */
  readonly hasHouseRules: boolean;
  /** Returns what a schema with a `$ref` refers to; `undefined` if no file has it. */
  readonly targetOf: (schema: unknown) => SourceFile | undefined;
}

export interface LoadOptions {
  /** The folder of schemas. */
  readonly schemas: string;
  /** The name of the wire's folder, if there are several. */
  readonly wire?: string | undefined;
  /** Whether to check the house rules even if wire.json does not ask for them. */
  readonly strict?: boolean | undefined;
}

const WIRE = 'wire.json';

const parse = (text: string): Json | undefined => {
  if (isDeeper(text, MAX_NESTING.json)) return undefined;
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
  const { schemas, strict = false } = options;
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
    const json = parse(text);
    return { path, text, whole: json, pointer: '', json };
  };

  const wirePath = chooseWire(paths, options);

  const resolver = createResolver();
  const added = new Set<string>();
  const add = async (path: string): Promise<SourceFile> => {
    added.add(path);
    const file = await read(path);
    resolver.add(file);
    return file;
  };

  /** Reads the messages of a wire: those of its mapping, and the files below its folder. */
  const messagesOf = async (wireFile: SourceFile): Promise<Mapped> => {
    const below = `${posix.dirname(wireFile.path)}/`;
    const isMessage = (path: string): boolean =>
      path !== wireFile.path && (below === './' || path.startsWith(below));
    const found = await mapMessages(wireFile, {
      paths,
      async read(path, pointer) {
        if (!known.has(path) || path === wireFile.path) return undefined;
        const file = resolver.fileAt(path) ?? (await add(path));
        if (isGenerated(file)) return undefined;
        return pointer === '' ? file : resolver.resolve(file, '', `#${encodeURI(pointer)}`);
      },
      follow: (from, ref) => resolver.resolve(from, from.pointer, ref),
    });
    const isMapped = isObject(wireFile.json) && wireFile.json['messages'] !== undefined;
    const messages: SourceFile[] = [...found.messages];
    for (const path of paths.filter(isMessage)) {
      const file = resolver.fileAt(path) ?? (await add(path));
      // Beside a mapping, files that say nothing of messages are other people's schemas.
      const isOther = isMapped && !(isObject(file.json) && 'x-message' in file.json);
      if (!isGenerated(file) && !isOther) messages.push(file);
    }
    return { ...found, messages };
  };

  const wire = await add(wirePath);
  const mapped = await messagesOf(wire);
  const { messages } = mapped;
  const speaks = isObject(wire.json) ? wire.json['speaks'] : undefined;
  const spokenPath =
    typeof speaks === 'string' ? posix.join(posix.dirname(wirePath), '..', speaks, WIRE) : wirePath;
  const spoken =
    spokenPath !== wirePath && known.has(spokenPath)
      ? (await messagesOf(await add(spokenPath))).messages
      : undefined;
  const roots = new Set<SourceFile>([wire, ...messages]);

  // Definitions are found by references. A file that no path names may be known by its `$id`: only then
  // are all files read.
  const definitions = new Set<SourceFile>();
  const targets = new Map<unknown, SourceFile | undefined>();
  const queue: SourceFile[] = [...messages, ...mapped.files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const [pointer, schema] of walkSchema(file.json)) {
      const ref = isObject(schema) ? schema['$ref'] : undefined;
      if (typeof ref !== 'string' || targets.has(schema)) continue;
      const find = (): SourceFile | undefined =>
        resolver.resolve(file, file.pointer + pointer, ref);
      const path = resolver.pathOf(file, file.pointer + pointer, ref);
      if (path !== undefined && known.has(path) && !added.has(path)) await add(path);
      if (find() === undefined && (path === undefined || !known.has(path))) {
        for (const other of paths) if (!added.has(other)) await add(other);
      }
      // A file that is not valid JSON is reported as such.
      const invalid = path === undefined ? undefined : resolver.fileAt(path);
      const target = find() ?? (invalid?.json === undefined ? invalid : undefined);
      targets.set(schema, target);
      if (target === undefined || roots.has(target) || definitions.has(target)) continue;
      definitions.add(target);
      queue.push(target);
    }
  }
  const order = (a: SourceFile, b: SourceFile): number =>
    byText(a.path, b.path) || byText(a.pointer, b.pointer);
  return {
    wire,
    messages,
    definitions: [...definitions].sort(order),
    mappingIssues: mapped.issues,
    spoken,
    hasHouseRules: strict || (isObject(wire.json) && wire.json['houseRules'] === true),
    targetOf: (schema) => targets.get(schema),
  };
};
