import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { valueAt, type Json } from '../json.js';
import { AJV_OPTIONS, compileLazily, strip } from '../ajv-options.js';
import type { SourceFile, Sources } from '../load.js';
import type { RuleId } from '../rules.js';
import { normalise } from '../normalise.js';
import type { Schema } from '../schema.js';
import { splitDeep } from '../split-deep.js';
import { walkSchema } from '../walk.js';
import { wordsOfAjv } from './words.js';
import type { Report } from './report.js';

const failureOf = ({ json }: SourceFile): Json | undefined => valueAt(json, '/x-message/failure');

/** Checks that every example is valid, and every `failure` of a request. */
export const checkExamples = (
  { messages, definitions, targetOf }: Sources,
  report: Report,
): void => {
  const files = [...definitions, ...messages];
  const ids = new Map(files.map((file, index) => [file, `f${index}`]));
  const refsOf = (file: SourceFile): readonly (SourceFile | undefined)[] =>
    [...walkSchema(file.json)].flatMap(([, schema]) =>
      isObject(schema) && typeof schema['$ref'] === 'string' ? [targetOf(schema)] : [],
    );

  // Examples of an invalid schema, or of one that refers to an invalid one, are not checked.
  const unsound = new Set<SourceFile | undefined>([
    undefined,
    ...files.filter((file) => report.isFaulty(file)),
  ]);
  const users = new Map<SourceFile | undefined, SourceFile[]>();
  for (const file of files) {
    for (const target of refsOf(file)) {
      const these = users.get(target) ?? [];
      these.push(file);
      users.set(target, these);
    }
  }
  const queue = [...unsound];
  for (let index = 0; index < queue.length; index += 1) {
    for (const user of users.get(queue[index]) ?? []) {
      if (unsound.has(user)) continue;
      unsound.add(user);
      queue.push(user);
    }
  }

  const linked = (file: SourceFile): Schema =>
    normalise(file.json, (schema) => ids.get(targetOf(schema) as SourceFile) as string);

  // shapes.ts has validated these schemas against the meta-schema.
  const ajv = compileLazily(
    new Ajv({
      ...AJV_OPTIONS,
      meta: false,
      validateSchema: false,
      // Shorter code is not worth its time: each validator runs once or twice.
      code: { optimize: false },
    }),
  );
  const validated = [...ids].filter(([file]) => !unsound.has(file));
  const schemas = new Map<string, Schema>();
  for (const [file, id] of validated) {
    const whole = splitDeep(linked(file), (schema) => {
      const inner = `${id}.${schemas.size}`;
      schemas.set(inner, schema);
      return inner;
    });
    schemas.set(id, whole);
    const result = failureOf(file) === undefined ? undefined : whole.properties?.['result'];
    if (result !== undefined) schemas.set(`${id}.result`, result);
  }
  for (const [id, schema] of schemas) ajv.addSchema(strip(schema), id);

  for (const [file, id] of validated) {
    const check = (schema: string, pointer: string, value: Json, rule: RuleId): void => {
      const validate = ajv.getSchema(schema) as ValidateFunction;
      validate(value);
      for (const error of validate.errors ?? []) {
        const received = show(valueAt(value, error.instancePath));
        const message = `expected ${wordsOfAjv(error)}, received ${received}`;
        report.add(file, pointer + error.instancePath, rule, message);
      }
    };
    const { examples = [] } = file.json as { readonly examples?: readonly Json[] };
    for (const [index, example] of examples.entries())
      check(id, step('/examples', index), example, 'EXAMPLE_INVALID');
    const failure = failureOf(file);
    if (failure !== undefined && schemas.has(`${id}.result`))
      check(`${id}.result`, '/x-message/failure', failure, 'FAILURE_INVALID');
  }
};
