import { Ajv, type ValidateFunction } from 'ajv';
import { step } from '@jackfield/plugin-kit/json';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import { isNever, mapSubschemas, type Schema as Model } from '../../../codegen/src/schema.js';
import { definitions, type Schema } from '../../src/generated/schemas.js';

/** By what is known; one Ajv takes milliseconds to make, since it compiles its own schema first. */
const made = new WeakMap<object, Ajv>();

/** As draft-07, for Ajv. */
const draft07 = (schema: Model): object => {
  // Not `mapSubschemas` first: `not: false` looks like the schema of no value.
  if (isNever(schema)) return { not: {} };
  const { prefixItems, items, ...rest } = mapSubschemas(schema, (sub) =>
    isNever(sub) ? (false as unknown as Schema) : draft07(sub),
  );
  if (prefixItems === undefined) return items === undefined ? rest : { ...rest, items };
  const more = items === undefined ? {} : { additionalItems: items };
  return { ...rest, items: prefixItems, ...more };
};

const make = (known: Readonly<Record<string, Schema>>): Ajv => {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    ownProperties: true,
    strictNumbers: false,
    strictTypes: false,
    strictSchema: false,
    strictTuples: false,
    multipleOfPrecision: 9,
    validateSchema: false,
    logger: false,
    formats: Object.fromEntries([...FORMATS].map(([name, { pattern }]) => [name, pattern])),
  });
  for (const [title, definition] of Object.entries(known)) {
    ajv.addSchema({ allOf: [draft07(definition as Model)] }, title);
  }
  made.set(known, ajv);
  return ajv;
};

/** A validator by Ajv, which knows nothing of this package, with the settings of the generator. */
export const ajvFor = (
  schema: Schema,
  known: Readonly<Record<string, Schema>> = definitions,
): ValidateFunction =>
  (made.get(known) ?? make(known)).compile({ allOf: [draft07(schema as Model)] });

/** Errors of Ajv by pointer and keyword, as the generated validators report them. */
export const issuesByAjv = ({
  errors,
}: ValidateFunction): readonly { readonly pointer: string; readonly keyword: string }[] =>
  (errors ?? []).flatMap(({ instancePath, keyword, params }) => {
    if (keyword === 'additionalProperties') {
      const { additionalProperty } = params as { readonly additionalProperty: string };
      return [{ pointer: step(instancePath, additionalProperty), keyword }];
    }
    // What `then` or `else` demands is reported by itself.
    if (keyword === 'if') return [];
    return [{ pointer: instancePath, keyword: keyword === 'false schema' ? 'not' : keyword }];
  });
