import { isObject } from '@jackfield/plugin-kit/json';
import { isStrings, type Json, type JsonObject } from './json.js';
import { LISTS, MAPS, NEVER, SINGLE, type Schema } from './schema.js';

/** Keywords whose value is kept as it is. */
const PLAIN: ReadonlySet<string> = new Set([
  ...(['title', 'description', 'deprecated', 'examples', 'required', 'enum', 'const'] as const),
  ...(['minLength', 'maxLength', 'pattern', 'format', 'multipleOf', 'minimum', 'maximum'] as const),
  ...(['exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems', 'uniqueItems'] as const),
  ...(['minProperties', 'maxProperties', 'x-message', 'x-deprecated', 'x-personal'] as const),
  ...(['x-open-enum', 'x-unit', 'x-versions', 'x-wires'] as const),
] satisfies readonly (keyof Schema)[]);

const includes = <K extends string>(list: readonly K[], keyword: string): keyword is K =>
  (list as readonly string[]).includes(keyword);

/** In draft-04, the exclusive limits are flags beside the limits. */
const EXCLUSIVE: Readonly<Record<string, string>> = {
  minimum: 'exclusiveMinimum',
  maximum: 'exclusiveMaximum',
};

/** Returns the title of the definition to which a schema with a `$ref` refers. */
export type Link = (schema: JsonObject) => string;

/**
 * Converts a schema of a file, which the checks have accepted, to the form of the model: from draft-04,
 * draft-06 or draft-07. Keywords without a meaning here are dropped.
 */
export const normalise = (file: Json | undefined, link: Link): Schema => {
  if (file === false) return NEVER;
  if (!isObject(file)) return {};
  if (typeof file['$ref'] === 'string') {
    const target = { $ref: link(file) };
    const { description } = file;
    return typeof description === 'string' ? { description, allOf: [target] } : target;
  }
  const inner = (sub: Json | undefined): Schema => normalise(sub, link);
  const list = (subs: Json | undefined): readonly Schema[] => (subs as readonly Json[]).map(inner);
  const isTuple = Array.isArray(file['items']);

  const convert = (keyword: string, value: Json): readonly [string, unknown] | undefined => {
    if (keyword === 'type') {
      return [keyword, isStrings(value) && value.length === 1 ? value[0] : value];
    }
    if (keyword === 'items' && isTuple) return ['prefixItems', list(value)];
    if (keyword === 'additionalItems') return isTuple ? ['items', inner(value)] : undefined;
    if (includes(SINGLE, keyword)) return [keyword, inner(value)];
    if (includes(LISTS, keyword))
      return keyword === 'prefixItems' ? undefined : [keyword, list(value)];
    if (includes(MAPS, keyword)) {
      const members = Object.entries(value as JsonObject).map(([name, sub]) => [
        name,
        keyword === 'dependencies' && isStrings(sub) ? { required: sub } : inner(sub),
      ]);
      return [keyword, Object.fromEntries(members)];
    }
    if (typeof value === 'boolean' && keyword.startsWith('exclusive')) return undefined;
    const exclusive = EXCLUSIVE[keyword];
    if (exclusive !== undefined && file[exclusive] === true) return [exclusive, value];
    return PLAIN.has(keyword) ? [keyword, value] : undefined;
  };
  const made = Object.entries(file).map(([keyword, value]) => convert(keyword, value as Json));
  return Object.fromEntries(made.filter((entry) => entry !== undefined)) as Schema;
};
