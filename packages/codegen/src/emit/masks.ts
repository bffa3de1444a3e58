import type { Definition } from '../model.js';
import type { Schema } from '../schema.js';

/**
 * What diagnostics may show of a value: `0` all of it, a kind of personal data instead of it, its
 * members by name, the entries of a list, a record's values with the kind of its keys, or what the
 * mask of a definition says.
 */
export type Mask =
  | 0
  | string
  | { readonly ref: string }
  | { readonly members: ReadonlyMap<string, Mask> }
  | { readonly entries: Mask }
  | { readonly keys: string | 0; readonly values: Mask };

/** Unknown values are masked. */
const UNKNOWN = '?';

const PLAIN = new Set(['string', 'number', 'integer', 'boolean', 'null']);

const typesOf = (schema: Schema): readonly string[] =>
  schema.type === undefined ? [] : [schema.type].flat();

const isNull = (schema: Schema): boolean =>
  schema.const === null ||
  (schema.type !== undefined && typesOf(schema).every((type) => type === 'null'));

/** The name of the constant with a definition's mask. */
export const maskName = (title: string): string => `mask${title}`;

/** TypeScript does not infer the type of a member that numbers and strings inherit. */
const assertion = (name: string): string => (name in Object.prototype ? ' as Mask' : '');

/** The titles of the definitions whose masks a mask contains. */
export const titlesIn = (mask: Mask): readonly string[] => {
  if (typeof mask !== 'object') return [];
  if ('ref' in mask) return [mask.ref];
  if ('entries' in mask) return titlesIn(mask.entries);
  return 'values' in mask ? titlesIn(mask.values) : [...mask.members.values()].flatMap(titlesIn);
};

/** A list whose last entry is read when it is needed: a bundler may remove it. */
const lazy = (list: string, index: number, last: string): string =>
  `/* @__PURE__ */ Object.defineProperty(${list}, ${index}, { get: (): Mask => ${last} })`;

/**
 * A mask as an expression.
 *
 * @param undeclared - definitions whose constants are declared later: they are read by getters
 */
export const printMask = (mask: Mask, undeclared: ReadonlySet<string> = new Set()): string => {
  if (typeof mask !== 'object') return JSON.stringify(mask);
  if ('ref' in mask) return maskName(mask.ref);
  const print = (inner: Mask): string => printMask(inner, undeclared);
  const isLazy = (inner: Mask): boolean => titlesIn(inner).some((title) => undeclared.has(title));
  if ('entries' in mask) {
    const entry = print(mask.entries);
    return isLazy(mask.entries) ? lazy('[0] as readonly [Mask]', 0, entry) : `[${entry}]`;
  }
  if ('values' in mask) {
    const [keys, values] = [JSON.stringify(mask.keys), print(mask.values)];
    return isLazy(mask.values)
      ? lazy(`[${keys}, 0] as readonly [0 | string, Mask]`, 1, values)
      : `[${keys}, ${values}]`;
  }
  const members = [...mask.members].map(([name, inner]) =>
    isLazy(inner)
      ? `get ${JSON.stringify(name)}(): Mask { return ${print(inner)}; }`
      : `${JSON.stringify(name)}: ${print(inner)}${assertion(name)}`,
  );
  return `{ ${members.join(', ')} }`;
};

/** Derives masks from schemas; the mask of a definition is created once. */
export const maskReader = (
  definitions: readonly Pick<Definition, 'title' | 'schema'>[],
): ((schema: Schema) => Mask) => {
  const schemas = new Map(definitions.map(({ title, schema }) => [title, schema]));
  const made = new Map<string, Mask>();

  const expand = (mask: Mask): Mask => {
    if (typeof mask !== 'object' || !('ref' in mask)) return mask;
    const known = made.get(mask.ref) ?? expand(read(schemas.get(mask.ref) as Schema));
    made.set(mask.ref, known);
    return known;
  };

  const combining = new Set<string>();

  /** Combines two masks: masks everything that either of them masks. */
  const stricter = (one: Mask, other: Mask): Mask => {
    const pair = `${printMask(one)} ${printMask(other)}`;
    if (printMask(one) === printMask(other)) return one;
    // Two definitions that contain themselves: what is below their second level is hidden.
    if (combining.has(pair)) return UNKNOWN;
    combining.add(pair);
    const both = combine(one, other);
    combining.delete(pair);
    return both;
  };

  const combine = (one: Mask, other: Mask): Mask => {
    const [a, b] = [expand(one), expand(other)];
    if (typeof a === 'string') return a;
    if (typeof b === 'string') return b;
    if (a !== 0 && b !== 0) {
      if ('entries' in a && 'entries' in b) return { entries: stricter(a.entries, b.entries) };
      if ('values' in a && 'values' in b) {
        return { keys: a.keys === 0 ? b.keys : a.keys, values: stricter(a.values, b.values) };
      }
      if ('members' in a && 'members' in b) {
        const members = new Map(a.members);
        for (const [name, mask] of b.members) {
          const known = members.get(name);
          members.set(name, known === undefined ? mask : stricter(known, mask));
        }
        return { members };
      }
    }
    return UNKNOWN;
  };

  const ownMask = (schema: Schema): Mask | undefined => {
    if (schema.properties !== undefined) {
      const members = Object.entries(schema.properties).map(
        ([name, sub]) => [name, read(sub)] as const,
      );
      return { members: new Map(members) };
    }
    if (schema.additionalProperties !== undefined) {
      return { keys: 0, values: read(schema.additionalProperties) };
    }
    if (schema.items !== undefined) return { entries: read(schema.items) };
    if (schema.const !== undefined || schema.enum !== undefined) return 0;
    const types = typesOf(schema).filter((type) => type !== 'null');
    if (types.length === 0) return isNull(schema) ? 0 : undefined;
    if (types.every((type) => PLAIN.has(type))) return 0;
    return types.length === 1 && types[0] === 'object' ? { members: new Map() } : UNKNOWN;
  };

  const unkeyed = (schema: Schema): Mask => {
    const branches = branchesOf(schema)
      .filter((branch) => !isNull(branch) && !isCondition(branch))
      .map(read);
    const own = ownMask(schema);
    const empty = typeof own === 'object' && 'members' in own && own.members.size === 0;
    const [first, ...others] =
      own === undefined || (empty && branches.length > 0) ? branches : [own, ...branches];
    return first === undefined ? UNKNOWN : others.reduce(stricter, first);
  };

  /** Follows references, and enters branches, to the first value that `find` returns. */
  const search = (schema: Schema, find: (one: Schema) => string | undefined): string | undefined =>
    schema.$ref === undefined
      ? (find(schema) ?? firstOf(branchesOf(schema), find))
      : search(schemas.get(schema.$ref) as Schema, find);

  const firstOf = (
    branches: readonly Schema[],
    find: (one: Schema) => string | undefined,
  ): string | undefined => {
    for (const branch of branches) {
      const found = search(branch, find);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  /** The kind of personal data that the keys of an object are. */
  const keyKindOf = (schema: Schema): string | undefined =>
    search(
      schema,
      ({ propertyNames }) => propertyNames && search(propertyNames, (one) => one['x-personal']),
    );

  const read = (schema: Schema): Mask => {
    if (schema['x-personal'] !== undefined) return schema['x-personal'];
    if (schema.$ref !== undefined) return { ref: schema.$ref };
    const mask = unkeyed(schema);
    const keys = keyKindOf(schema);
    if (keys === undefined) return mask;
    const known = expand(mask);
    if (typeof known !== 'object' || 'entries' in known || 'ref' in known) return known;
    if ('values' in known) return { keys, values: known.values };
    // Names that the schema knows would be personal too.
    return { keys, values: UNKNOWN };
  };

  return read;
};

const branchesOf = ({ allOf = [], anyOf = [] }: Schema): readonly Schema[] => [...allOf, ...anyOf];

/** A branch that only lists required members, or only says what the keys are: `read` does that. */
const isCondition = (schema: Schema): boolean =>
  Object.keys(schema).every((keyword) =>
    ['required', 'description', 'propertyNames'].includes(keyword),
  );
