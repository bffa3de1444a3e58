import { FORMATS } from '@jackfield/plugin-kit/formats';
import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { createReport } from './check/report.js';
import { createTagFinder } from './emit/tags.js';
import { warningsOf } from './emit/type-warnings.js';
import type { Json } from './json.js';
import type { Sources } from './load.js';
import type { Linker } from './model.js';
import type { Warning, WarningId } from './rules.js';
import { walkSchema } from './walk.js';

/** Returns what the types of checked sources do not express, and which formats are ignored. */
export const warningsOfSources = (
  sources: Sources,
  { titleOf, distinct, linked }: Linker,
): readonly Warning[] => {
  const report = createReport<WarningId>(new Set());
  const findTag = createTagFinder(
    distinct.map((file) => ({ file: file.path, title: titleOf(file), schema: linked(file) })),
  );
  for (const file of [...sources.messages, ...distinct]) {
    const schema = linked(file);
    for (const { pointer, message } of warningsOf(schema, findTag)) {
      report.add(file, pointer, 'TYPE_PARTIAL', message);
    }
    for (const [pointer, sub] of walkSchema(schema as unknown as Json)) {
      const format = isObject(sub) ? sub['format'] : undefined;
      if (typeof format !== 'string' || FORMATS.has(format)) continue;
      const known = [...FORMATS.keys()].join(', ');
      const message = `expected ${known}, received ${show(format)}, which is ignored`;
      report.add(file, step(pointer, 'format'), 'FORMAT_UNCHECKED', message);
    }
  }
  return report.violations();
};
