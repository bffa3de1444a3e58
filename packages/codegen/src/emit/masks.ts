import type { Definition } from '../model.js';
import { branchesOf, isNever, NEVER, type Schema } from '../schema.js';

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

/** How many masks one schema may have because of definitions that are joined: a page loads them. */
const MAX_JOINED = 100;

/** What the schemas of one value say about it, with all that may apply to it. */
interface Facts {
  readonly shaped: readonly Schema[];
  readonly refs: readonly string[];
  readonly kind: string | undefined;
  readonly keys: string | undefined;
}

/** Derives masks from schemas; the mask of a definition is created once. */
export const maskReader = (
  definitions: readonly Pick<Definition, 'title' | 'schema'>[],
): ((schema: Schema) => Mask) => {
  const schemas = new Map(definitions.map(({ title, schema }) => [title, schema]));

  /**
   * Collects what applies, or may apply, to the value of some schemas. References are followed if
   * `isFollowing`; to a definition that is joined with itself only once.
   */
  const factsOf = (list: readonly Schema[], isFollowing: boolean, isKey = false): Facts => {
    const shaped: Schema[] = [];
    const refs = new Set<string>();
    let kind: string | undefined;
    let keys: string | undefined;
    const visit = (schema: Schema): void => {
      const title = schema.$ref;
      if (title !== undefined) {
        const target = refs.has(title) || !isFollowing ? undefined : schemas.get(title);
        refs.add(title);
        if (target !== undefined) visit(target);
        return;
      }
      kind ??= schema['x-personal'];
      // A key has no keys of its own, whatever its schema says.
      if (schema.propertyNames !== undefined && !isKey)
        keys ??= factsOf([schema.propertyNames], true, true).kind;
      if (!isNull(schema)) shaped.push(schema);
      for (const branch of branchesOf(schema)) visit(branch);
    };
    for (const schema of list) visit(schema);
    return { shaped, refs: [...refs], kind, keys };
  };

  let left = MAX_JOINED;
  /** Values that are being read, as the schemas that they have in common: the way from the first one. */
  const path = new Set<string>();

  const read = (all: readonly Schema[], isJoined: boolean): Mask => {
    const list = [...new Set(all)].filter(allows);
    const { shaped, refs, kind, keys } = factsOf(list, false);
    if (kind !== undefined) return kind;
    const [title, ...more] = refs;
    if (title === undefined && list.length > 0 && list.every(isNull)) return 0;
    if (title === undefined) return readShape(shaped, keys, isJoined);
    if (more.length === 0 && keys === undefined && !shaped.some(hasMembers)) return { ref: title };
    // Two definitions that contain themselves: what is below their second level is hidden.
    const id = JSON.stringify(list);
    if (path.has(id) || left <= 0) return UNKNOWN;
    path.add(id);
    const facts = factsOf(list, true);
    const mask = facts.kind ?? readShape(facts.shaped, facts.keys, true);
    path.delete(id);
    return mask;
  };

  const readShape = (
    list: readonly Schema[],
    keys: string | undefined,
    isJoined: boolean,
  ): Mask => {
    if (isJoined) left -= 1;
    const inner = (parts: readonly Schema[]): Mask => read(parts, isJoined);
    const shapes = new Set(list.flatMap((schema) => shapeOf(schema) ?? []));
    const [shape, ...others] = shapes;
    if (keys !== undefined && (shape ?? 'object') === 'object' && others.length === 0) {
      // Names that the schema knows would be personal, too.
      const rest = membersOf(list).size === 0 ? restOf(list) : [];
      return { keys, values: rest.length === 0 ? UNKNOWN : inner(rest) };
    }
    if (shape === undefined || shape === 'mixed' || others.length > 0) return UNKNOWN;
    if (shape === 'plain') return 0;
    if (shape === 'array') {
      return list.some(hasMembers) ? { entries: inner(entriesOf(list)) } : UNKNOWN;
    }
    const members = [...membersOf(list)].map(([name, subs]) => [name, inner(subs)] as const);
    const rest = restOf(list);
    return members.length > 0 || rest.length === 0
      ? { members: new Map(members) }
      : { keys: 0, values: inner(rest) };
  };

  return (schema) => {
    left = MAX_JOINED;
    return read([schema], false);
  };
};

const OF_OBJECTS = ['properties', 'patternProperties', 'additionalProperties'] as const;
const OF_ARRAYS = ['items', 'prefixItems', 'contains'] as const;

const hasMembers = (schema: Schema): boolean =>
  [...OF_OBJECTS, ...OF_ARRAYS].some((keyword) => schema[keyword] !== undefined);

type Shape = 'plain' | 'array' | 'object' | 'mixed';

/** What the values of a schema are; `undefined` if it says nothing. Null may always be shown. */
const shapeOf = (schema: Schema): Shape | undefined => {
  const types = typesOf(schema).filter((type) => type !== 'null');
  const has = (type: string, keywords: readonly (keyof Schema)[]): boolean =>
    (types.length === 0 || types.includes(type)) &&
    keywords.some((keyword) => schema[keyword] !== undefined);
  const isObjects = has('object', OF_OBJECTS);
  const isArrays = has('array', OF_ARRAYS);
  if (isObjects !== isArrays) return isObjects ? 'object' : 'array';
  if (isObjects) return 'mixed';
  if (schema.const !== undefined || schema.enum !== undefined) return 'plain';
  if (types.length === 0) return undefined;
  if (types.every((type) => PLAIN.has(type))) return 'plain';
  const [only, ...more] = types;
  return more.length === 0 ? (only as Shape) : 'mixed';
};

const isMatch = (pattern: string, name: string): boolean => new RegExp(pattern, 'u').test(name);

/** The schemas of each named member. */
const membersOf = (list: readonly Schema[]): ReadonlyMap<string, readonly Schema[]> => {
  const names = new Set(list.flatMap(({ properties = {} }) => Object.keys(properties)));
  const members = [...names].map((name) => {
    const subs = list.flatMap((schema) => {
      const { properties = {}, patternProperties = {}, additionalProperties } = schema;
      const own = Object.hasOwn(properties, name) ? [properties[name] as Schema] : [];
      const matching = Object.entries(patternProperties).flatMap(([pattern, sub]) =>
        isMatch(pattern, name) ? [sub] : [],
      );
      const found = own.concat(matching);
      return found.length > 0 ? found : (additionalProperties ?? []);
    });
    return [name, subs] as const;
  });
  return new Map(members);
};

/** Whether a schema is one of values: `additionalProperties: false` and the like are not. */
const allows = (schema: Schema | undefined): boolean =>
  schema !== undefined && (!isNever(schema) || schema['x-personal'] !== undefined);

/**
 * The schemas of members whose names are not listed; none if there may be unknown ones. A mask cannot say
 * which names match a pattern.
 */
const restOf = (list: readonly Schema[]): readonly Schema[] =>
  list.some(({ additionalProperties }) => allows(additionalProperties))
    ? list.flatMap(({ patternProperties = {}, additionalProperties = NEVER }) => [
        ...Object.values(patternProperties),
        additionalProperties,
      ])
    : [];

/** The schemas of all entries; none if there may be unknown ones. A mask cannot say which come first. */
const entriesOf = (list: readonly Schema[]): readonly Schema[] =>
  list.some(({ items }) => allows(items))
    ? list.flatMap(({ items = NEVER, prefixItems = [], contains = NEVER }) => [
        items,
        ...prefixItems,
        contains,
      ])
    : [];
