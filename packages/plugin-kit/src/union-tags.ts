import { canonical, isPrimitive } from './json.js';

/** What tags depend on, in a schema of any form. */
export interface UnionSchema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, UnionSchema>> | undefined;
  readonly allOf?: readonly UnionSchema[] | undefined;
  readonly anyOf?: readonly UnionSchema[] | undefined;
  readonly oneOf?: readonly UnionSchema[] | undefined;
}

/** The only values of a schema, if it lists them: `enum` and `const` apply both. */
export const valuesOf = <Value>({
  enum: values,
  const: only,
}: {
  readonly enum?: readonly Value[] | undefined;
  readonly const?: Value | undefined;
}): readonly Value[] | undefined => {
  if (only === undefined) return values;
  const text = canonical(only);
  const isListed = values === undefined || values.some((value) => canonical(value) === text);
  return isListed ? [only] : [];
};

/** How the branches of a union are distinguished: the first ones are objects, each with a tag of its own. */
export interface Tag {
  /** The member whose value names the branch; there is none for one object beside other types. */
  readonly name?: string;
  /** The values of each branch. */
  readonly values: readonly (readonly unknown[])[];
  /** The branch in which the tag may be missing. */
  readonly optional?: number;
  /** The types of the only other branch, if it is nothing but types. */
  readonly others?: readonly string[];
}

/** What is known of the values of a schema. */
interface Facts {
  readonly isObject: boolean;
  readonly isNoObject: boolean;
  readonly required: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly unknown[]>;
}

const NOTHING: Facts = {
  isObject: false,
  isNoObject: false,
  required: new Set(),
  values: new Map(),
};

/** What is true of each branch of a union. */
const inEach = (branches: readonly Facts[]): Facts => {
  const [first = NOTHING, ...others] = branches;
  const names = [...first.values.keys()].filter((name) =>
    others.every(({ values }) => values.has(name)),
  );
  return {
    isObject: [first, ...others].every(({ isObject }) => isObject),
    isNoObject: [first, ...others].every(({ isNoObject }) => isNoObject),
    required: new Set(
      [...first.required].filter((name) => others.every(({ required }) => required.has(name))),
    ),
    values: new Map(
      names.map((name) => [
        name,
        [...new Set(branches.flatMap(({ values }) => values.get(name) ?? []))],
      ]),
    ),
  };
};

/** A union and its tag. */
export interface Tagged<Schema> {
  readonly tag: Tag;
  /** Objects with the tag first. */
  readonly branches: readonly Schema[];
}

export type FindTag<Schema> = (
  union: 'anyOf' | 'oneOf',
  branches: readonly Schema[],
) => Tagged<Schema> | undefined;

/**
 * Returns a function that finds the member that distinguishes the branches of a union: a constant in each,
 * which may be behind references, in `allOf`, and in each branch of a union in its turn.
 *
 * @param definitions - returns the schema of a title
 * @param keywordsOf - returns the keywords of a schema that validate
 */
export const createTagFinder = <Schema extends UnionSchema>(
  definitions: (title: string) => UnionSchema | undefined,
  keywordsOf: (schema: Schema) => readonly string[],
): FindTag<Schema> => {
  const known = new Map<string, Facts>();

  /** The only values of a member, where its schema lists them. */
  const constants = (
    schema: UnionSchema,
    visited: ReadonlySet<string>,
  ): readonly unknown[] | undefined => {
    if (schema.$ref !== undefined) {
      const target = visited.has(schema.$ref) ? undefined : definitions(schema.$ref);
      return target && constants(target, new Set([...visited, schema.$ref]));
    }
    const own = valuesOf(schema);
    if (own !== undefined) return own.every(isPrimitive) ? own : undefined;
    for (const part of schema.allOf ?? []) {
      const found = constants(part, visited);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const factsOf = (schema: UnionSchema): Facts => {
    if (schema.$ref !== undefined) {
      const found = known.get(schema.$ref);
      if (found !== undefined) return found;
      // A definition that refers to itself is unknown until it is finished.
      known.set(schema.$ref, NOTHING);
      const target = definitions(schema.$ref);
      const facts = target === undefined ? NOTHING : factsOf(target);
      known.set(schema.$ref, facts);
      return facts;
    }
    const unions = [schema.anyOf, schema.oneOf].flatMap((union) =>
      union === undefined ? [] : [inEach(union.map(factsOf))],
    );
    const parts = [...(schema.allOf ?? []).map(factsOf), ...unions];
    const types = schema.type === undefined ? undefined : [schema.type].flat();
    const own = valuesOf(schema);
    const values = new Map(parts.flatMap((part) => [...part.values]));
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      const list = constants(member, new Set());
      if (list !== undefined) values.set(name, list);
    }
    return {
      isObject: types?.join() === 'object' || parts.some((part) => part.isObject),
      isNoObject:
        (types !== undefined && !types.includes('object')) ||
        (own?.every(isPrimitive) ?? false) ||
        parts.some((part) => part.isNoObject),
      required: new Set(
        (schema.required ?? []).concat(parts.flatMap((part) => Array.from(part.required))),
      ),
      values,
    };
  };

  return (union, all) => {
    const facts = new Map(all.map((schema) => [schema, factsOf(schema)]));
    const objects = [...facts].filter(([, one]) => one.isObject && !one.isNoObject);
    const others = [...facts].filter(([, one]) => one.isNoObject && !one.isObject);
    const [first] = objects;
    if (first === undefined || objects.length + others.length < all.length) return undefined;
    const rest = others.map(([schema]) => schema);
    const types = rest.flatMap(({ type }) => type ?? []);
    const isTypes =
      rest.length > 0 &&
      rest.every((schema) => keywordsOf(schema).join() === 'type') &&
      new Set(types.map((type) => (type === 'integer' ? 'number' : type))).size === types.length;
    if (objects.length === 1) {
      if (!isTypes) return undefined;
      return {
        tag: { values: [[]], others: types },
        branches: [first[0], { type: types } as UnionSchema as Schema],
      };
    }
    const isTag = (name: string): boolean => {
      const lists = objects.map(([, { values }]) => values.get(name) ?? []);
      const values = lists.flat();
      return (
        lists.every((list) => list.length > 0) &&
        new Set(values).size === values.length &&
        objects.filter(([, { required }]) => !required.has(name)).length < 2
      );
    };
    const name = [...first[1].values.keys()].find(isTag);
    if (name === undefined) return undefined;
    const optional = objects.findIndex(([, { required }]) => !required.has(name));
    return {
      tag: {
        name,
        values: objects.map(([, { values }]) => values.get(name) as readonly unknown[]),
        ...(optional < 0 ? {} : { optional }),
        ...(isTypes ? { others: types } : {}),
      },
      branches: [
        ...objects.map(([schema]) => schema),
        ...(isTypes
          ? [{ type: types } as UnionSchema as Schema]
          : union === 'anyOf' && rest.length > 1
            ? [{ anyOf: rest } as UnionSchema as Schema]
            : rest),
      ],
    };
  };
};
