import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { canonical } from '@jackfield/plugin-kit/json';
import { byText } from '../json.js';
import { refsOf, type Definition } from '../model.js';
import { recursiveTitles } from '../recursion.js';
import { LISTS, MAPS, SINGLE, type Schema } from '../schema.js';
import { bottomUp } from './bottom-up.js';
import type { Definitions } from './place.js';

/** Names schemas by what they allow: equal names mean equal values. */
export type IdOf = (schema: Schema, definitions: Definitions) => number;

const PLAIN = [
  ...(['minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'multipleOf'] as const),
  ...(['exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems'] as const),
  ...(['minProperties', 'maxProperties'] as const),
] satisfies readonly (keyof Schema)[];

/** @param marks - annotations that make a difference as well; with any, titles of definitions do, too */
export const createIds = (marks: readonly (keyof Schema)[] = []): IdOf => {
  const known = new Map<string, number>();
  const intern = (text: string): number => {
    const id = known.get(text) ?? known.size;
    known.set(text, id);
    return id;
  };

  const textOf = (schema: Schema, idOf: (sub: Schema) => number): string => {
    const list = (keyword: (typeof LISTS)[number]): readonly number[] | undefined => {
      const ids = schema[keyword]?.map(idOf);
      if (ids === undefined || keyword === 'prefixItems') return ids;
      // Two equal branches of a `oneOf` allow nothing.
      return (keyword === 'oneOf' ? ids : [...new Set(ids)]).sort((a, b) => a - b);
    };
    const map = (keyword: (typeof MAPS)[number]) =>
      schema[keyword] &&
      Object.entries(schema[keyword])
        .sort(([a], [b]) => byText(a, b))
        .map(([name, sub]) => [name, idOf(sub)] as const);
    return JSON.stringify([
      schema.type && [schema.type].flat().sort(byText),
      schema.required && [...schema.required].sort(byText),
      valuesOf(schema)?.map(canonical).sort(byText),
      schema.uniqueItems === true,
      SINGLE.map((keyword) => schema[keyword] && idOf(schema[keyword])),
      LISTS.map(list),
      MAPS.map(map),
      [...PLAIN, ...marks].map((keyword) => schema[keyword]),
    ]);
  };

  /** The id of a schema whose references are compared by their titles. */
  const byTitle = new WeakMap<Schema, number>();
  const idByTitle = (schema: Schema): number => {
    const id =
      byTitle.get(schema) ??
      intern(schema.$ref === undefined ? textOf(schema, idByTitle) : `reference ${schema.$ref}`);
    byTitle.set(schema, id);
    return id;
  };

  interface Known {
    readonly ids: WeakMap<Schema, number>;
    readonly refs: ReadonlyMap<string, readonly string[]>;
    readonly recursive: ReadonlySet<string>;
  }
  const cache = new WeakMap<Definitions, Known>();
  const knownOf = (definitions: Definitions): Known => {
    const known = cache.get(definitions);
    if (known !== undefined) return known;
    const all = [...definitions.values()];
    const found: Known = {
      ids: new WeakMap(),
      refs: new Map(all.map(({ title, schema }) => [title, [...new Set(refsOf(schema))]])),
      recursive: recursiveTitles(all),
    };
    cache.set(definitions, found);
    return found;
  };

  /** Equal where a definition and all that it refers to are equal: it may contain itself. */
  const idOfAll = (title: string, definitions: Definitions, { refs }: Known): number => {
    const reached = new Map<string, number>();
    const queue = [title];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const schema = definitions.get(next)?.schema;
      if (reached.has(next) || schema === undefined) continue;
      reached.set(next, idByTitle(schema));
      queue.push(...(refs.get(next) ?? []));
    }
    return intern(JSON.stringify([title, [...reached].sort(([a], [b]) => byText(a, b))]));
  };

  const named = ({ title }: Definition, id: number): number =>
    marks.length === 0 ? id : intern(JSON.stringify([title, id]));

  const idOf: IdOf = (schema, definitions) => {
    const these = knownOf(definitions);
    const { ids, refs, recursive } = these;
    const cached = ids.get(schema);
    if (cached !== undefined) return cached;
    const make = (one: Schema): number => {
      const target = one.$ref === undefined ? undefined : definitions.get(one.$ref);
      const id =
        target === undefined
          ? intern(textOf(one, (sub) => ids.get(sub) ?? make(sub)))
          : recursive.has(target.title)
            ? idOfAll(target.title, definitions, these)
            : named(target, ids.get(target.schema) ?? make(target.schema));
      ids.set(one, id);
      return id;
    };
    const isDone = (title: string): boolean =>
      recursive.has(title) || ids.has(definitions.get(title)?.schema ?? schema);
    for (const title of refsOf(schema)) {
      bottomUp(
        title,
        (one) => refs.get(one) ?? [],
        isDone,
        (one) => {
          const found = definitions.get(one);
          if (found !== undefined) make(found.schema);
        },
      );
    }
    return make(schema);
  };
  return idOf;
};
