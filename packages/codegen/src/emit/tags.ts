import { strip } from '../ajv-options.js';
import { isPrimitive, type Json } from '../json.js';
import type { Definition } from '../model.js';
import { valuesOf, type Schema } from '../schema.js';

/** How the branches of a union are distinguished: the first ones are objects, each with a tag of its own. */
export interface Tag {
  /** The member whose value names the branch; there is none for one object beside other types. */
  readonly name?: string;
  /** The values of each branch. */
  readonly values: readonly (readonly Json[])[];
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
  readonly values: ReadonlyMap<string, readonly Json[]>;
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
export interface Tagged {
  readonly tag: Tag;
  /** Objects with the tag first. */
  readonly branches: readonly Schema[];
}

export type FindTag = (union: 'anyOf' | 'oneOf', branches: readonly Schema[]) => Tagged | undefined;

/**
 * Returns a function that finds the member that distinguishes the branches of a union: a constant in each,
 * which may be behind references, in `allOf`, and in each branch of a union in its turn.
 */
export const createTagFinder = (definitions: readonly Definition[]): FindTag => {
  const schemas = new Map(definitions.map(({ title, schema }) => [title, schema]));
  const known = new Map<string, Facts>();

  /** The only values of a member, where its schema lists them. */
  const constants = (schema: Schema, visited: ReadonlySet<string>): readonly Json[] | undefined => {
    if (schema.$ref !== undefined) {
      const target = visited.has(schema.$ref) ? undefined : schemas.get(schema.$ref);
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

  const factsOf = (schema: Schema): Facts => {
    if (schema.$ref !== undefined) {
      const found = known.get(schema.$ref);
      if (found !== undefined) return found;
      // A definition that refers to itself is unknown until it is finished.
      known.set(schema.$ref, NOTHING);
      const target = schemas.get(schema.$ref);
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
      rest.every((schema) => Object.keys(strip(schema)).join() === 'type') &&
      new Set(types.map((type) => (type === 'integer' ? 'number' : type))).size === types.length;
    if (objects.length === 1) {
      if (!isTypes) return undefined;
      return { tag: { values: [[]], others: types }, branches: [first[0], { type: types }] };
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
        values: objects.map(([, { values }]) => values.get(name) as readonly Json[]),
        ...(optional < 0 ? {} : { optional }),
        ...(isTypes ? { others: types } : {}),
      },
      branches: [
        ...objects.map(([schema]) => schema),
        ...(isTypes
          ? [{ type: types }]
          : union === 'anyOf' && rest.length > 1
            ? [{ anyOf: rest }]
            : rest),
      ],
    };
  };
};
