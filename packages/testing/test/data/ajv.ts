import { Ajv, type ValidateFunction } from 'ajv';
import { FORMATS } from '@jackfield/plugin-kit/formats';
import { strip } from '../../../codegen/src/ajv-options.js';
import type { Schema as Model } from '../../../codegen/src/schema.js';
import { definitions, type Schema } from '../../src/generated/schemas.js';

/** By what is known; one Ajv takes milliseconds to make, since it compiles its own schema first. */
const made = new WeakMap<object, Ajv>();

/** As draft-07, for Ajv. */
const draft07 = (schema: Schema): object | boolean => strip(schema as Model);

const make = (known: Readonly<Record<string, Schema>>): Ajv => {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    ownProperties: true,
    strictNumbers: false,
    strictTypes: false,
    strictSchema: false,
    strictTuples: false,
    validateSchema: false,
    logger: false,
    formats: Object.fromEntries([...FORMATS].map(([name, { pattern }]) => [name, pattern])),
  });
  for (const [title, definition] of Object.entries(known)) {
    // `false` has no title.
    ajv.addSchema({ allOf: [draft07(definition)] }, title);
  }
  made.set(known, ajv);
  return ajv;
};

/** A validator by Ajv, which knows nothing of this package, with the settings of the generator. */
export const ajvFor = (
  schema: Schema,
  known: Readonly<Record<string, Schema>> = definitions,
): ValidateFunction => (made.get(known) ?? make(known)).compile({ allOf: [draft07(schema)] });
