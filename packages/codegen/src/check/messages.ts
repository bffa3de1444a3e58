import { posix } from 'node:path';
import { isObject, isStrings, show, step, stepsOf, type Json } from '../json.js';
import { resolveRef, type SourceFile, type Sources } from '../load.js';
import { walkSchema } from '../walk.js';
import type { Report } from './report.js';

/** Follows references and pointers through schemas, as far as they lead. */
export interface Navigator {
  /** The schema of a member, by JSON pointer from a file's schema. */
  member(file: SourceFile, pointer: string): Place | undefined;
  /** What a schema says once references are followed: itself, and the branches of `allOf`. */
  layers(place: Place): readonly Place[];
}

/** A schema and the file in which it stands. */
export interface Place {
  readonly file: SourceFile;
  readonly schema: Json | undefined;
}

export const createNavigator = ({ definitions }: Sources): Navigator => {
  const known = new Map(definitions.map((file) => [file.path, file]));

  const layers = (place: Place, seen: ReadonlySet<string> = new Set()): readonly Place[] => {
    const { file, schema } = place;
    if (!isObject(schema)) return [];
    const ref = schema['$ref'];
    if (typeof ref === 'string') {
      const path = resolveRef(file.path, ref);
      const next = known.get(path);
      if (next === undefined || seen.has(path)) return [];
      return layers({ file: next, schema: next.json }, new Set([...seen, path]));
    }
    const branches = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : [];
    return [place, ...branches.flatMap((branch) => layers({ file, schema: branch }, seen))];
  };

  return {
    layers: (place) => layers(place),
    member(file, pointer) {
      let place: Place | undefined = { file, schema: file.json };
      for (const name of stepsOf(pointer)) {
        place = layers(place as Place).flatMap(({ file: owner, schema }) => {
          const properties = (schema as Record<string, Json | undefined>)['properties'];
          if (!isObject(properties) || !Object.hasOwn(properties, name)) return [];
          return [{ file: owner, schema: properties[name] }];
        })[0];
        if (place === undefined) return undefined;
      }
      return place;
    },
  };
};

const FOLDERS: Readonly<Record<string, string>> = { widget: 'from-widget', page: 'to-widget' };

/** Does what each annotation says agree with its file, with the others and with the wire? */
export const checkMessages = (sources: Sources, report: Report): void => {
  const { wire, messages } = sources;
  const navigator = createNavigator(sources);
  const rules: Record<string, Json | undefined> = isObject(wire.json) ? wire.json : {};
  const versions = isStrings(rules['versions']) ? rules['versions'] : undefined;
  const timeout = rules['timeoutMs'];
  const taken = new Map<string, string>();

  for (const file of [...messages, ...sources.definitions]) {
    for (const [pointer, schema] of walkSchema(file.json)) {
      const listed = isObject(schema) ? schema['x-versions'] : undefined;
      if (isStrings(listed))
        checkVersions(file, step(pointer, 'x-versions'), listed, versions, report);
    }
  }

  for (const file of messages) {
    const annotation = isObject(file.json) ? file.json['x-message'] : undefined;
    if (!isObject(annotation)) continue;
    const { name, type, from, kind, versions: listed, deadlineMs, once, combine } = annotation;
    const at = (member: string): string => step('/x-message', member);

    for (const [member, rule] of [
      ['name', 'NAME_TAKEN'],
      ['type', 'TYPE_TAKEN'],
    ] as const) {
      const value = annotation[member];
      const id = `${String(from)} ${member} ${String(value)}`;
      const owner = taken.get(id);
      if (typeof value !== 'string') continue;
      if (owner === undefined) taken.set(id, file.path);
      else
        report.add(
          file,
          at(member),
          rule,
          `expected a new ${member}, found ${show(value)} of ${owner}`,
        );
    }
    const base = posix.basename(file.path, '.json');
    if (typeof name === 'string' && name !== base) {
      report.add(
        file,
        at('name'),
        'NAME_FILE',
        `expected ${show(base)} as the file is called, found ${show(name)}`,
      );
    }
    const folder = posix.join(posix.dirname(wire.path), FOLDERS[String(from)] ?? '', String(kind));
    if (
      typeof type === 'string' &&
      String(from) in FOLDERS &&
      posix.dirname(file.path) !== folder
    ) {
      report.add(
        file,
        at('kind'),
        'FOLDER_KIND',
        `expected the folder ${folder}, found ${posix.dirname(file.path)}`,
      );
    }
    if (isStrings(listed)) checkVersions(file, at('versions'), listed, versions, report);
    if (typeof deadlineMs === 'number' && typeof timeout === 'number' && deadlineMs >= timeout) {
      report.add(
        file,
        at('deadlineMs'),
        'DEADLINE_TOO_LONG',
        `expected less than ${timeout}, found ${deadlineMs}`,
      );
    }
    if (typeof once === 'string' && navigator.member(file, once) === undefined) {
      report.add(
        file,
        at('once'),
        'ONCE_UNRESOLVED',
        `expected a pointer to a member of the body, found ${show(once)}`,
      );
    }
    if (combine === 'merge') checkMerge(file, navigator, report);
  }
};

const checkVersions = (
  file: SourceFile,
  pointer: string,
  listed: readonly string[],
  versions: readonly string[] | undefined,
  report: Report,
): void => {
  for (const [index, version] of listed.entries()) {
    if (versions === undefined || versions.includes(version)) continue;
    const expected = versions.map(show).join(', ');
    report.add(
      file,
      step(pointer, index),
      'VERSION_UNKNOWN',
      `expected ${expected}, found ${show(version)}`,
    );
  }
};

/** Merging joins arrays key by key. */
const checkMerge = (file: SourceFile, navigator: Navigator, report: Report): void => {
  const result = navigator.member(file, '/result');
  if (result === undefined) return;
  const isArray = (place: Place): boolean =>
    navigator.layers(place).some(({ schema }) => (schema as { type?: Json }).type === 'array');
  const layers = navigator.layers(result);
  const members = layers.flatMap(({ file: owner, schema }) => {
    const { properties, additionalProperties } = schema as Record<string, Json | undefined>;
    const named = isObject(properties) ? Object.values(properties) : [];
    const all = additionalProperties === undefined ? named : [...named, additionalProperties];
    return all.map((member) => ({ file: owner, schema: member }));
  });
  if (members.length > 0 && members.every(isArray)) return;
  report.add(
    file,
    '/properties/result',
    'MERGE_SHAPE',
    'expected an object of arrays to merge, found another shape',
  );
};
