import { Ajv, type ValidateFunction } from 'ajv';
import { definitions, type Schema } from '../../src/generated/schemas.js';

/** A validator by Ajv, which knows nothing of this package, with the settings of the generator. */
export const ajvFor = (
  schema: Schema,
  known: Readonly<Record<string, Schema>> = definitions,
): ValidateFunction => {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strictNumbers: false,
    strictTypes: false,
    strictSchema: false,
    logger: false,
  });
  for (const [title, definition] of Object.entries(known)) ajv.addSchema(definition, title);
  return ajv.compile(schema);
};
