import { Ajv } from 'ajv';
import { AJV_OPTIONS, strip } from '../ajv-options.js';
import { byText } from '../json.js';
import { asValidated, partsOf, refsOf, type Part, type Protocol } from '../model.js';
import { recursiveTitles } from '../recursion.js';
import type { Schema } from '../schema.js';
import { bannerOf } from './banner.js';
import { formatted, formattedStatements } from './format.js';
import { addKeywords, lower } from './keywords.js';
import { MERGE_HELPERS } from './merge-checks.js';
import { ISSUE_HELPERS } from './share-issues.js';
import { tagFinder } from './tags.js';
import { compactValidator, type ValidatorSource } from './compact.js';

/** The parts that have a validator, sorted by title. */
export const validatedParts = ({ messages }: Protocol): readonly Part[] =>
  messages
    .filter(({ live }) => live)
    .flatMap(partsOf)
    .map(asValidated)
    .sort((a, b) => byText(a.title, b.title));

/** The name of the function that validates a title. */
export const guardName = (title: string): string => `is${title}`;

/**
 * Emits `validators.js`: one module without imports.
 *
 * Ajv compiles each part and each definition once into one scope; their functions are then printed
 * with names derived from their titles.
 */
export const emitValidators = async (protocol: Protocol): Promise<string> => {
  const ajv = new Ajv({
    ...AJV_OPTIONS,
    // The checks have validated the schemas, and the keywords' code does not run here.
    meta: false,
    validateSchema: false,
    loopEnum: Infinity,
    // In its loop over many names, members that objects inherit count as present.
    loopRequired: Infinity,
    // compact.ts adds shorter checks, and only for names that objects inherit.
    ownProperties: false,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  const exported = new Set<string>();
  const aliases: [same: string, title: string][] = [];
  // Many messages have the same body, often an empty one: they share a function.
  const bySchema = new Map<string, string>();
  const parts = validatedParts(protocol).filter(({ title, schema }) => {
    const text = JSON.stringify(strip(schema));
    const same = bySchema.get(text);
    if (same === undefined) exported.add(title);
    else aliases.push([same, title]);
    bySchema.set(text, same ?? title);
    return same === undefined;
  });
  addKeywords(ajv, guardName, recursiveTitles(protocol.definitions));
  const findTag = tagFinder(protocol.definitions);
  const lowered = (schema: Schema): Schema => strip(schema, (sub) => lower(sub, findTag));
  const schemas = new Map(
    [...protocol.definitions, ...parts].map(({ title, schema }) => [title, lowered(schema)]),
  );
  // A function whose whole schema is a boolean has another form.
  for (const [title, schema] of schemas)
    ajv.addSchema((schema as unknown) === false ? { allOf: [false] } : schema, title);
  const needed = reachable(protocol, parts);

  const constants = new Map<string, string>();
  const functions = [...new Set([...parts.map(({ title }) => title), ...needed])].map((title) => {
    const { source } = ajv.getSchema(title) as unknown as { source: ValidatorSource };
    const text = compactValidator(source, { name: guardName(title), constants });
    return exported.has(title) ? `export ${text}` : text;
  });
  const head = [bannerOf(protocol), ISSUE_HELPERS, MERGE_HELPERS, ...constants.values()].join('\n');
  const chunks = [head, ...functions];
  if (aliases.length > 0) {
    const same = aliases.map(([from, to]) => `export { ${guardName(from)} as ${guardName(to)} };`);
    chunks.push(same.join('\n'));
  }
  return formattedStatements(chunks);
};

/** The titles of the definitions to which parts refer, also through others. */
export const reachable = ({ definitions }: Protocol, parts: readonly Part[]): readonly string[] => {
  const schemas = new Map(definitions.map(({ title, schema }) => [title, schema]));
  const found = new Set(parts.flatMap(({ schema }) => refsOf(strip(schema))));
  for (const title of found) {
    for (const ref of refsOf(strip(schemas.get(title) as Schema))) found.add(ref);
  }
  return [...found].sort();
};

/** Emits `validators.d.ts`. */
export const emitValidatorTypes = (protocol: Protocol): Promise<string> => {
  const titles = validatedParts(protocol).map(({ title }) => title);
  const guards = titles.map(
    (title) => `export declare const ${guardName(title)}: Validator<${title}>;`,
  );
  const text = `${bannerOf(protocol)}
${titles.length === 0 ? '' : `import type {\n${titles.map((title) => `  ${title},\n`).join('')}} from './types.js';\n`}
/** An error at one place of a value. */
export interface ValidationError {
  readonly pointer: string;
  /** The keyword of the schema that failed. */
  readonly keyword: string;
  /** The keyword's value: the type, the missing member, the limit. */
  readonly limit?: unknown;
}

/** Returns whether a value is valid; \`errors\` are those of the last call. */
export interface Validator<T> {
  (value: unknown): value is T;
  readonly errors?: readonly ValidationError[];
}

${guards.join('\n')}
`;
  return formatted(text, 'typescript');
};
