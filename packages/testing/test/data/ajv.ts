import { Ajv, type ValidateFunction } from 'ajv';
import { definitions, type Schema } from '../../src/generated/schemas.js';

/** By what is known; one Ajv takes milliseconds to make, since it compiles its own schema first. */
const made = new Map<object, Ajv>();

const make = (known: Readonly<Record<string, Schema>>): Ajv => {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strictNumbers: false,
    strictTypes: false,
    strictSchema: false,
    logger: false,
  });
  for (const [title, definition] of Object.entries(known)) ajv.addSchema(definition, title);
  made.set(known, ajv);
  return ajv;
};

/** A validator by Ajv, which knows nothing of this package, with the settings of the generator. */
export const ajvFor = (
  schema: Schema,
  known: Readonly<Record<string, Schema>> = definitions,
): ValidateFunction => (made.get(known) ?? make(known)).compile(schema);
