import { Ajv2020 } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The contracts that the plugins publish: requests are validated against them. */
const CONTRACTS = {
  'call-logs': '@jackfield/plugin-calllog/openapi.json',
  contacts: '@jackfield/plugin-contacts/openapi.json',
} as const;

/** Refers to a schema of a contract. */
export const schemaOf = (
  contract: keyof typeof CONTRACTS,
  title: string,
): { readonly $ref: string } => ({ $ref: `${contract}#/components/schemas/${title}` });

/**
 * Compiles schemas. Nothing is filled in, converted or removed: a log is stored unchanged. The text of
 * an issue names members, never values.
 */
export function createCompiler(): (route: {
  readonly schema: unknown;
}) => ReturnType<Ajv2020['compile']> {
  // Not strict: the contracts contain annotations, such as `x-personal`.
  const ajv = new Ajv2020({ strict: false, strictNumbers: true, validateFormats: false });
  for (const [name, file] of Object.entries(CONTRACTS)) {
    ajv.addSchema(require(file) as object, name);
  }
  return ({ schema }) => ajv.compile(schema as object);
}
