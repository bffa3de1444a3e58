import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { valueAt, type Json } from '../json.js';
import { AJV_OPTIONS, strip } from '../ajv-options.js';
import { refsOf as titlesIn } from '../model.js';
import { resolveRef, type SourceFile, type Sources } from '../load.js';
import { mapSubschemas, type Schema } from '../schema.js';
import { compiledFirst, splitDeep } from '../split-deep.js';
import { walkSchema } from '../walk.js';
import { wordsOfAjv } from './words.js';
import type { Report } from './report.js';

/** Checks that every example is valid. */
export const checkExamples = ({ messages, definitions }: Sources, report: Report): void => {
  const files = [...definitions, ...messages];
  const byPath = new Map(files.map((file, index) => [file.path, { file, id: `f${index}` }]));
  const refsOf = (file: SourceFile): readonly string[] =>
    [...walkSchema(file.json)].flatMap(([, schema]) => {
      const ref = isObject(schema) ? schema['$ref'] : undefined;
      return typeof ref === 'string' ? [resolveRef(file.path, ref)] : [];
    });

  // Examples of an invalid schema, or of one that refers to an invalid one, are not checked.
  const sound = new Map<string, boolean>();
  const isSound = (path: string): boolean => {
    const known = sound.get(path);
    if (known !== undefined) return known;
    const file = byPath.get(path)?.file;
    sound.set(path, false);
    const good = file !== undefined && !report.isFaulty(file) && refsOf(file).every(isSound);
    sound.set(path, good);
    return good;
  };

  const linked = (file: SourceFile): Schema => {
    const link = (schema: Schema): Schema =>
      schema.$ref === undefined
        ? mapSubschemas(schema, link)
        : { $ref: byPath.get(resolveRef(file.path, schema.$ref))?.id as string };
    return strip(link(file.json as unknown as Schema));
  };

  // shapes.ts has validated these schemas against the meta-schema.
  const ajv = new Ajv({
    ...AJV_OPTIONS,
    meta: false,
    validateSchema: false,
    // Shorter code is not worth its time: each validator runs once or twice.
    code: { optimize: false },
  });
  const validated = [...byPath.values()].filter(({ file }) => isSound(file.path));
  const schemas = new Map<string, Schema>();
  for (const { file, id } of validated) {
    const whole = splitDeep(linked(file), (schema) => {
      const inner = `${id}.${schemas.size}`;
      schemas.set(inner, schema);
      return inner;
    });
    schemas.set(id, whole);
  }
  for (const [id, schema] of schemas) ajv.addSchema(schema, id);
  for (const id of compiledFirst(schemas, titlesIn)) ajv.getSchema(id);

  for (const { file, id } of validated) {
    const validate = ajv.getSchema(id) as ValidateFunction;
    const { examples } = file.json as { readonly examples: readonly Json[] };
    for (const [index, example] of examples.entries()) {
      const pointer = step('/examples', index);
      validate(example);
      for (const error of validate.errors ?? []) {
        const expected = wordsOfAjv(error);
        const place = pointer + error.instancePath;
        report.add(
          file,
          place,
          'EXAMPLE_INVALID',
          `expected ${expected}, received ${show(valueAt(example, error.instancePath))}`,
        );
      }
    }
  }
};
