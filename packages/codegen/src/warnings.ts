import { FORMATS } from '@jackfield/plugin-kit/formats';
import { isObject, show, step, stepsOf } from '@jackfield/plugin-kit/json';
import { keywordsOfOtherDrafts } from './check/other-drafts.js';
import { createReport } from './check/report.js';
import { tagFinder } from './emit/tags.js';
import { warningsOf } from './emit/type-warnings.js';
import { valueAt, type Json } from './json.js';
import type { SourceFile, Sources } from './load.js';
import type { Linker } from './model.js';
import type { Warning, WarningId } from './rules.js';
import type { Schema } from './schema.js';
import { walkSchema } from './walk.js';

/** Converts a pointer into a schema of the model to one into its file, where a tuple is `items`. */
const inFile = (root: Schema, pointer: string): string => {
  let schema: Json | undefined = root as unknown as Json;
  let place = '';
  for (const name of stepsOf(pointer)) {
    const isTuple = isObject(schema) && Array.isArray(schema['prefixItems']);
    const inTuple = isTuple && { prefixItems: 'items', items: 'additionalItems' }[name];
    place = step(place, inTuple || name);
    schema = valueAt(schema, step('', name));
  }
  return place;
};

/** Returns what the types of checked sources do not express, and which formats are ignored. */
export const warningsOfSources = (
  sources: Sources,
  { titleOf, distinct, linked }: Linker,
): readonly Warning[] => {
  const report = createReport<WarningId>(new Set());
  const findTag = tagFinder(
    distinct.map((file) => ({ file: file.path, title: titleOf(file), schema: linked(file) })),
  );
  const ignored = new Map<string, (readonly [file: SourceFile, pointer: string])[]>();
  for (const file of [...sources.messages, ...distinct]) {
    for (const { pointer, message } of keywordsOfOtherDrafts(file, sources)) {
      report.add(file, pointer, 'KEYWORD_IGNORED', `${message}, which is ignored`);
    }
    const schema = linked(file);
    for (const { pointer, message } of warningsOf(schema, findTag)) {
      report.add(file, inFile(schema, pointer), 'TYPE_PARTIAL', message);
    }
    for (const [pointer, sub] of walkSchema(schema as unknown as Json)) {
      const format = isObject(sub) ? sub['format'] : undefined;
      if (typeof format !== 'string' || FORMATS.has(format)) continue;
      const place = [file, step(inFile(schema, pointer), 'format')] as const;
      const places = ignored.get(format) ?? [];
      places.push(place);
      ignored.set(format, places);
    }
  }
  // One for each format: a protocol may have hundreds of numbers with a format.
  for (const [format, places] of ignored) {
    const [[file, pointer]] = places as [(typeof places)[number]];
    const others = places.length - 1;
    const more = others === 0 ? '' : `, here and in ${others} more place${others === 1 ? '' : 's'}`;
    const message = `expected ${[...FORMATS.keys()].join(', ')}, received ${show(format)}, which is ignored${more}`;
    report.add(file, pointer, 'FORMAT_UNCHECKED', message);
  }
  return report.findings();
};
