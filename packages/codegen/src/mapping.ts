import { posix } from 'node:path';
import { isObject, step, stepsOf } from '@jackfield/plugin-kit/json';
import { textOf } from './check/claims.js';
import { isStrings, valueAt, type Json, type JsonObject } from './json.js';
import type { SourceFile } from './load.js';
import { pascalCase } from './titles.js';

/** The place of a name in a pattern. */
const NAME = '{name}';

/** The members of an entry that are patterns: a path relative to wire.json, perhaps with a pointer. */
const PARTS = ['body', 'data', 'result'] as const;
type Part = (typeof PARTS)[number];

/** What a mapping says that is not there. */
export interface MappingIssue {
  /** Pointer into wire.json. */
  readonly pointer: string;
  readonly message: string;
}

/** The messages of a mapping: schemas of other people's files, which say nothing of messages. */
export interface Mapped {
  readonly messages: readonly SourceFile[];
  /** The schemas that they are made of. */
  readonly files: readonly SourceFile[];
  readonly issues: readonly MappingIssue[];
}

/** The files of the schemas folder. */
export interface SchemaFiles {
  readonly paths: readonly string[];
  /** Returns a file, or a part of one; `undefined` if it is not there. */
  readonly read: (path: string, pointer: string) => Promise<SourceFile | undefined>;
  /** Returns what a reference in a schema leads to; `undefined` if it is not in a file that was read. */
  readonly follow: (from: SourceFile, ref: string) => SourceFile | undefined;
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Returns the text that stands for the name in `pattern`; `undefined` if the text does not match. */
const nameIn = (pattern: string, text: string): string | undefined => {
  const [before = '', ...after] = pattern.split(NAME);
  const source = `^${escapePattern(before)}(.+?)${after.map(escapePattern).join('\\1')}$`;
  const name = new RegExp(source, 'u').exec(text)?.[1];
  return name?.includes('/') === true ? undefined : name;
};

/** A pattern with a name in its place. A function, because `$` has a meaning in a text. */
const named = (pattern: string, name: string): string => pattern.replaceAll(NAME, () => name);

/** Returns the schemas that a pattern matches, by name. */
const matchesOf = async (
  pattern: string,
  folder: string,
  { paths, read }: SchemaFiles,
): Promise<ReadonlyMap<string, SourceFile>> => {
  const [path = '', pointer = ''] = pattern.split('#');
  const place = posix.join(folder, path);
  const names = path.includes(NAME)
    ? paths.map((each) => nameIn(place, each))
    : await namesWithin(place, pointer, read);
  const found = new Map<string, SourceFile>();
  for (const name of names) {
    const file =
      name === undefined ? undefined : await read(named(place, name), named(pointer, name));
    if (file !== undefined) found.set(name as string, file);
  }
  return found;
};

/** Returns the names of the members of a file that match a pointer, to the step that contains the name. */
const namesWithin = async (
  path: string,
  pointer: string,
  read: SchemaFiles['read'],
): Promise<readonly (string | undefined)[]> => {
  const at = pointer.indexOf(NAME);
  const above = pointer.slice(0, pointer.lastIndexOf('/', at));
  const [first = ''] = pointer.slice(at).split('/');
  const members = valueAt((await read(path, ''))?.whole, above);
  return Object.keys(isObject(members) ? members : {}).map((member) =>
    nameIn(pointer.slice(0, at) + first, step(above, member)),
  );
};

/** Returns the only value of a schema, as it is on the wire; `undefined` if it is not one text or number. */
const onlyValueOf = (file: SourceFile, follow: SchemaFiles['follow']): string | undefined => {
  const seen = new Set<SourceFile>();
  let at: SourceFile | undefined = file;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const schema: Json | undefined = at.json;
    if (!isObject(schema)) return undefined;
    const { $ref: ref, const: only, enum: listed } = schema;
    if (typeof ref !== 'string') {
      const [value, ...others] = only === undefined ? [listed].flat() : [only];
      const isType = typeof value === 'string' || typeof value === 'number';
      return isType && others.length === 0 ? String(value) : undefined;
    }
    at = follow(at, ref);
  }
  return undefined;
};

/** The name of a message in code. */
const camelCase = (text: string): string => {
  const name = pascalCase(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

const annotationOf = (
  entry: JsonObject,
  name: string,
  type: string,
  wire: JsonObject,
  pattern: string,
): JsonObject => {
  const { kind, from, capability } = entry;
  const isAsked = kind === 'request' && from === 'widget';
  const kept = [
    ...['kind', 'from', 'combine', 'deadlineMs', 'timeoutMs', 'failure', 'once', 'envelope'],
    ...['internal', 'unchecked'],
  ].filter((member) => entry[member] !== undefined);
  return {
    ...Object.fromEntries(kept.map((member) => [member, entry[member]])),
    name: camelCase(name),
    type,
    ...(isAsked && { capability: named(textOf(capability) ?? camelCase(name), name) }),
    versions: entry['versions'] ?? wire['versions'],
    stability: entry['stability'] ?? 'documented',
    source: entry['source'] ?? named(pattern, name),
  };
};

/** Whether the schema in which a part is a member lists the members that are required, and not this one. */
const isOptional = ({ whole, pointer }: SourceFile): boolean => {
  const [, parent, member] = /^(.*)\/properties\/([^/]+)$/.exec(pointer) ?? [];
  const [name] = member === undefined ? [] : stepsOf(`/${member}`);
  const required = parent === undefined ? undefined : valueAt(whole, `${parent}/required`);
  return name !== undefined && isStrings(required) && !required.includes(name);
};

/**
 * A message as its file would say it: the body, or the exchange of data and result. A part without a
 * schema may be any value.
 */
const messageOf = (
  parts: ReadonlyMap<Part, SourceFile>,
  wire: SourceFile,
  pointer: string,
  annotation: JsonObject,
): SourceFile => {
  const body = parts.get('body');
  if (annotation['kind'] === 'push' && body === undefined)
    return { ...wire, pointer, json: { 'x-message': annotation }, origins: new Map() };
  if (body !== undefined) {
    // A reference is resolved where it stands: a copy of it would stand in wire.json.
    const isWhole = isObject(body.json) && !('$ref' in body.json);
    const json = {
      ...(isWhole ? body.json : { allOf: [body.json ?? true] }),
      'x-message': annotation,
    };
    return {
      ...wire,
      pointer,
      json,
      origins: new Map([...(isWhole ? [] : [['/allOf/0', body] as const]), ['', body]]),
    };
  }
  const data = parts.get('data')?.json;
  const description = isObject(data) ? data['description'] : undefined;
  const members = [...parts];
  const json = {
    ...(description === undefined ? {} : { description }),
    type: 'object',
    required: members.flatMap(([part, file]) => (isOptional(file) ? [] : [part])),
    properties: {
      data: true,
      result: true,
      ...Object.fromEntries(members.map(([part, file]) => [part, file.json ?? true])),
    },
    'x-message': annotation,
  };
  const origins = members.map(([part, file]) => [step('/properties', part), file] as const);
  return { ...wire, pointer, json, origins: new Map(origins) };
};

/** Makes messages of `messages` in wire.json, which the checks validate like any others. */
export const mapMessages = async (wire: SourceFile, schemas: SchemaFiles): Promise<Mapped> => {
  const json = isObject(wire.json) ? wire.json : {};
  const folder = posix.dirname(wire.path);
  const messages: SourceFile[] = [];
  const files: SourceFile[] = [];
  const issues: MappingIssue[] = [];
  const entries = Array.isArray(json['messages']) ? (json['messages'] as readonly Json[]) : [];
  /** The type of a message: a text with its name, or the only value of a schema. */
  const typeOf = async (pattern: string, name: string): Promise<string | undefined> => {
    const [path = '', pointer] = pattern.split('#');
    if (pointer === undefined || !pointer.startsWith('/')) return named(pattern, name);
    const file = await schemas.read(posix.join(folder, named(path, name)), named(pointer, name));
    return file === undefined ? undefined : onlyValueOf(file, schemas.follow);
  };
  /** Where a schema is expected, in the folder of all schemas. */
  const wanted = (pattern: string, name = NAME): string => posix.join(folder, named(pattern, name));
  for (const [index, entry] of entries.entries()) {
    if (!isObject(entry)) continue;
    const pointer = step('/messages', index);
    const matched: {
      readonly part: Part;
      readonly pattern: string;
      readonly matches: ReadonlyMap<string, SourceFile>;
    }[] = [];
    const own: readonly Part[] = entry['kind'] === 'push' ? ['body'] : ['data', 'result'];
    const expected = own.map((part) => JSON.stringify(part)).join(', ');
    for (const part of PARTS) {
      const pattern = textOf(entry[part]);
      if (pattern === undefined) continue;
      if (!own.includes(part)) {
        issues.push({
          pointer: step(pointer, part),
          message: `expected ${expected}, received "${part}"`,
        });
        continue;
      }
      matched.push({ part, pattern, matches: await matchesOf(pattern, folder, schemas) });
    }
    const listed = isStrings(entry['only']) ? entry['only'] : undefined;
    const [main, ...others] = matched;
    if (main === undefined && listed === undefined) {
      const message = `expected ${expected} or "only", received none of them`;
      issues.push({ pointer, message });
      continue;
    }
    // `{name}.json` matches the files of `{name}Response.json`, too.
    const taken = new Set(others.flatMap((each) => Array.from(each.matches.values())));
    const candidates =
      main === undefined
        ? (listed ?? [])
        : [...main.matches].flatMap(([name, file]) => (taken.has(file) ? [] : [name]));
    const except = isStrings(entry['except']) ? entry['except'] : [];
    for (const [member, names] of [
      ['only', listed ?? []],
      ['except', except],
    ] as const) {
      for (const name of names.filter((each) => !candidates.includes(each))) {
        const message = `expected ${main === undefined ? 'a name of "only"' : wanted(main.pattern, name)}, received none`;
        issues.push({ pointer: step(pointer, member), message });
      }
    }
    if (main !== undefined && candidates.length === 0 && listed === undefined) {
      const message = `expected schemas at ${wanted(main.pattern)}, received none`;
      issues.push({ pointer: step(pointer, main.part), message });
    }
    const names = candidates.filter(
      (name) => (listed?.includes(name) ?? true) && !except.includes(name),
    );
    for (const name of names) {
      const missing = matched.find((each) => !each.matches.has(name));
      if (main !== undefined && missing !== undefined) {
        const message = `expected ${wanted(missing.pattern, name)} beside ${wanted(main.pattern, name)}, received none`;
        issues.push({ pointer: step(pointer, missing.part), message });
        continue;
      }
      const parts = new Map(
        matched.map(({ part, matches }) => [part, matches.get(name) as SourceFile] as const),
      );
      files.push(...parts.values());
      const type = await typeOf(textOf(entry['type']) ?? NAME, name);
      if (type === undefined) {
        const message = `expected a schema of one text or number at ${wanted(textOf(entry['type']) as string, name)}, received none`;
        issues.push({ pointer: step(pointer, 'type'), message });
        continue;
      }
      const annotation = annotationOf(entry, name, type, json, main?.pattern ?? wire.path);
      messages.push(messageOf(parts, wire, step(pointer, name), annotation));
    }
  }
  return { messages, files, issues };
};
