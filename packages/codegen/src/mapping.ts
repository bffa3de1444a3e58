import { posix } from 'node:path';
import { isObject, step } from '@jackfield/plugin-kit/json';
import { textOf } from './check/claims.js';
import { isStrings, valueAt, type Json, type JsonObject } from './json.js';
import type { SourceFile } from './load.js';
import { pascalCase } from './titles.js';

/** The place of a name in a pattern. */
const NAME = '{name}';

/** The members of an entry that are patterns: a path relative to wire.json, perhaps with a pointer. */
const PARTS = ['body', 'data', 'result'] as const;

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

/** Returns a file of the schemas folder, or a part of one; `undefined` if it is not there. */
type Read = (path: string, pointer: string) => Promise<SourceFile | undefined>;

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
  paths: readonly string[],
  read: Read,
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

/** Returns the names for which a file has something at a pointer. */
const namesWithin = async (
  path: string,
  pointer: string,
  read: Read,
): Promise<readonly (string | undefined)[]> => {
  const above = pointer.slice(0, pointer.lastIndexOf('/', pointer.indexOf(NAME)));
  const members = valueAt((await read(path, ''))?.whole, above);
  return Object.keys(isObject(members) ? members : {}).map((member) =>
    nameIn(pointer, step(above, member)),
  );
};

/** The name of a message in code. */
const camelCase = (text: string): string => {
  const name = pascalCase(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

const annotationOf = (
  entry: JsonObject,
  name: string,
  wire: JsonObject,
  pattern: string,
): JsonObject => {
  const { kind, from, type, capability } = entry;
  const isAsked = kind === 'request' && from === 'widget';
  const kept = ['kind', 'from', 'combine', 'deadlineMs', 'once', 'envelope', 'internal'].filter(
    (member) => entry[member] !== undefined,
  );
  return {
    ...Object.fromEntries(kept.map((member) => [member, entry[member]])),
    name: camelCase(name),
    type: named(textOf(type) ?? NAME, name),
    ...(isAsked && { capability: named(textOf(capability) ?? camelCase(name), name) }),
    versions: entry['versions'] ?? wire['versions'],
    stability: entry['stability'] ?? 'documented',
    source: entry['source'] ?? named(pattern, name),
  };
};

/** A message as its file would say it: the body, or the exchange of data and result. */
const messageOf = (
  parts: ReadonlyMap<(typeof PARTS)[number], SourceFile>,
  wire: SourceFile,
  pointer: string,
  annotation: JsonObject,
): SourceFile => {
  const body = parts.get('body');
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
    required: members.map(([part]) => part),
    properties: Object.fromEntries(members.map(([part, file]) => [part, file.json ?? true])),
    'x-message': annotation,
  };
  const origins = members.map(([part, file]) => [step('/properties', part), file] as const);
  return { ...wire, pointer, json, origins: new Map(origins) };
};

/** Makes messages of `messages` in wire.json, which the checks validate like any others. */
export const mapMessages = async (
  wire: SourceFile,
  paths: readonly string[],
  read: Read,
): Promise<Mapped> => {
  const json = isObject(wire.json) ? wire.json : {};
  const folder = posix.dirname(wire.path);
  const messages: SourceFile[] = [];
  const files: SourceFile[] = [];
  const issues: MappingIssue[] = [];
  const entries = Array.isArray(json['messages']) ? (json['messages'] as readonly Json[]) : [];
  /** Where a schema is expected, in the folder of all schemas. */
  const wanted = (pattern: string, name = NAME): string => posix.join(folder, named(pattern, name));
  for (const [index, entry] of entries.entries()) {
    if (!isObject(entry)) continue;
    const pointer = step('/messages', index);
    const patterns = PARTS.flatMap((part) => {
      const pattern = textOf(entry[part]);
      return pattern === undefined ? [] : [{ part, pattern }];
    });
    const [main, ...others] = patterns;
    if (main === undefined) continue;
    const matches = await matchesOf(main.pattern, folder, paths, read);
    const matched = await Promise.all(
      others.map(async ({ part, pattern }) => ({
        part,
        pattern,
        matches: await matchesOf(pattern, folder, paths, read),
      })),
    );
    // `{name}.json` matches the files of `{name}Response.json`, too.
    const taken = new Set(matched.flatMap((each) => [...each.matches.values()]));
    const candidates = [...matches].flatMap(([name, file]) => (taken.has(file) ? [] : [name]));
    const [only = candidates, except = []] = (['only', 'except'] as const).map((member) => {
      const listed = entry[member];
      if (!isStrings(listed)) return undefined;
      for (const name of listed.filter((each) => !candidates.includes(each))) {
        const message = `expected ${wanted(main.pattern, name)}, received none`;
        issues.push({ pointer: step(pointer, member), message });
      }
      return listed;
    });
    const names = candidates.filter((name) => only.includes(name) && !except.includes(name));
    if (candidates.length === 0 && entry['only'] === undefined) {
      const message = `expected schemas at ${wanted(main.pattern)}, received none`;
      issues.push({ pointer: step(pointer, main.part), message });
    }
    for (const name of names) {
      const missing = matched.find((each) => !each.matches.has(name));
      if (missing !== undefined) {
        const message = `expected ${wanted(missing.pattern, name)} beside ${wanted(main.pattern, name)}, received none`;
        issues.push({ pointer: step(pointer, missing.part), message });
        continue;
      }
      const parts = new Map(
        [{ part: main.part, matches }, ...matched].map(
          (each) => [each.part, each.matches.get(name) as SourceFile] as const,
        ),
      );
      files.push(...parts.values());
      messages.push(
        messageOf(parts, wire, step(pointer, name), annotationOf(entry, name, json, main.pattern)),
      );
    }
  }
  return { messages, files, issues };
};
