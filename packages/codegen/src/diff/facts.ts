import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { VALIDATING } from '../ajv-options.js';
import type { Json } from '../json.js';
import { branchesOf, isNever, type Schema } from '../schema.js';
import { hasType, TYPES, typesOf, type Allows, type Type } from './allows.js';
import { bottomUp } from './bottom-up.js';
import type { IdOf } from './ids.js';
import { reachedFrom, type Definitions } from './place.js';

/** Alternatives to distinguish at most; beyond it, branches are ignored, which proves less. */
const MAX_ALTERNATIVES = 256;

/** Branches of a `oneOf` of which each excludes the others by name. */
const MAX_EXCLUDED = 8;

/** Plain values that have only a few instances. */
const INSTANCES: Readonly<Record<string, readonly Json[]>> = {
  boolean: [true, false],
  null: [null],
};

/** Schemas that all apply; `ids` are theirs. */
export interface Alternative {
  readonly layers: readonly Schema[];
  readonly ids: ReadonlySet<number>;
}

/** What is known of every value of one type that some schemas allow. */
export interface Facts extends Alternative {
  readonly type: Type;
  /** All of its values, if they are few. */
  readonly values: readonly Json[] | undefined;
}

/** The range of a number or a size. */
export interface Range {
  readonly low: number;
  readonly high: number;
  /** Whether a limit is itself not included. */
  readonly isLowOpen: boolean;
  readonly isHighOpen: boolean;
}

export const isEmptyRange = ({ low, high, isLowOpen, isHighOpen }: Range): boolean =>
  low > high || (low === high && (isLowOpen || isHighOpen));

const given = (layers: readonly Schema[], keyword: keyof Schema): readonly number[] =>
  layers.flatMap((layer) => (layer[keyword] as number | undefined) ?? []);

/** The range of the numbers that layers allow. */
export const numbersOf = (layers: readonly Schema[], isInteger: boolean): Range => {
  const [least, above] = (['minimum', 'exclusiveMinimum'] as const).map((keyword) =>
    Math.max(-Infinity, ...given(layers, keyword)),
  ) as [number, number];
  const [most, below] = (['maximum', 'exclusiveMaximum'] as const).map((keyword) =>
    Math.min(Infinity, ...given(layers, keyword)),
  ) as [number, number];
  const range = {
    low: Math.max(least, above),
    high: Math.min(most, below),
    isLowOpen: above >= least && above > -Infinity,
    isHighOpen: below <= most && below < Infinity,
  };
  if (!isInteger) return range;
  return {
    low: range.isLowOpen ? Math.floor(range.low) + 1 : Math.ceil(range.low),
    high: range.isHighOpen ? Math.ceil(range.high) - 1 : Math.floor(range.high),
    isLowOpen: false,
    isHighOpen: false,
  };
};

/** The range of the sizes that layers allow. */
export const sizesOf = (
  layers: readonly Schema[],
  low: 'minLength' | 'minItems' | 'minProperties',
  high: 'maxLength' | 'maxItems' | 'maxProperties',
): Range => ({
  low: Math.max(0, ...given(layers, low)),
  high: Math.min(Infinity, ...given(layers, high)),
  isLowOpen: false,
  isHighOpen: false,
});

/** The schema of the values that another does not allow: the same object for the same schema. */
const negationOf = (schema: Schema): Schema => {
  const known = negations.get(schema) ?? { not: schema };
  negations.set(schema, known);
  return known;
};

const negations = new WeakMap<Schema, Schema>();

/** What holds for the members without a name of their own that a layer allows, by the layer. */
const mixtures = new WeakMap<Schema, Map<string, Schema>>();

/**
 * Returns the schemas of a layer for any member whose name no schema mentions: one that matches a
 * pattern, or one that matches none of some patterns.
 */
export const schemasForOthers = (
  layer: Schema,
  pattern: string | undefined,
  excluded: ReadonlySet<string>,
): readonly Schema[] => {
  const { patternProperties = {}, additionalProperties } = layer;
  if (pattern !== undefined && Object.hasOwn(patternProperties, pattern)) {
    return [patternProperties[pattern] as Schema];
  }
  const open = Object.keys(patternProperties).filter((one) => !excluded.has(one));
  if (open.length === 0) return [additionalProperties ?? []].flat();
  // Which of these it matches is not known.
  const known = mixtures.get(layer) ?? new Map<string, Schema>();
  mixtures.set(layer, known);
  const key = JSON.stringify(open);
  const anyOf = [
    ...open.map((one) => patternProperties[one] as Schema),
    additionalProperties ?? {},
  ];
  const mixture = known.get(key) ?? { anyOf };
  known.set(key, mixture);
  return [mixture];
};

const OWN = VALIDATING.filter((keyword) => keyword !== 'allOf' && keyword !== '$ref');

/** Whether a schema says anything itself, beside what it refers to. */
const saysAnything = (schema: Schema): boolean =>
  OWN.some((keyword) => schema[keyword] !== undefined);

/** Reads something of schemas that all apply. */
type Read<T> = (schemas: readonly Schema[], definitions: Definitions) => T;

/** Reads what schemas say of the values that they allow, and remembers it. */
export interface Reader {
  /** A key of the schemas, in any order. */
  readonly keyOf: Read<string>;
  /** A schema that contains itself in several branches would otherwise become ever more of them. */
  readonly distinct: Read<readonly Schema[]>;
  /** The facts by type: one for each alternative. */
  readonly factsOf: Read<readonly Facts[]>;
  /** The schemas of an `allOf` and of references, without other branches. */
  readonly conjunctsOf: Read<readonly Schema[]>;
  /** All schemas that are about the same value, whether they apply or not. */
  readonly mentionsOf: Read<readonly Schema[]>;
  /** The names of members that the schemas mention. */
  readonly namesOf: Read<ReadonlySet<string>>;
}

export const createReader = (idOf: IdOf, allows: Allows): Reader => {
  const sets = new WeakMap<Definitions, number>();
  let count = 0;
  const keyOf: Reader['keyOf'] = (schemas, definitions) => {
    const set = sets.get(definitions) ?? (count += 1);
    sets.set(definitions, set);
    const ids = new Set(schemas.map((schema) => idOf(schema, definitions)));
    return [set, ...[...ids].sort((a, b) => a - b)].join();
  };

  const distinct: Reader['distinct'] = (schemas, definitions) => [
    ...new Map(schemas.map((schema) => [idOf(schema, definitions), schema])).values(),
  ];

  const memo = <T>(make: Read<T>): Read<T> => {
    const known = new Map<string, T>();
    return (schemas, definitions) => {
      const key = keyOf(schemas, definitions);
      const found = known.get(key) ?? make(distinct(schemas, definitions), definitions);
      known.set(key, found);
      return found;
    };
  };

  const join = (
    these: readonly Alternative[],
    those: readonly Alternative[],
    definitions: Definitions,
  ): readonly Alternative[] => {
    if (these.length * those.length > MAX_ALTERNATIVES) return these;
    return these.flatMap((one) =>
      those.map((other) => {
        const more = other.layers.filter((layer) => !one.ids.has(idOf(layer, definitions)));
        return {
          layers: [...one.layers, ...more],
          ids: new Set([...one.ids, ...other.ids]),
        };
      }),
    );
  };

  const refsAtValue = (schema: Schema): readonly string[] =>
    schema.$ref === undefined ? branchesOf(schema).flatMap(refsAtValue) : [schema.$ref];

  const alternatives = new Map<string, readonly Alternative[]>();
  /** The alternatives of a schema, by its branches. */
  const alternativesOf = (schema: Schema, definitions: Definitions): readonly Alternative[] => {
    const keyOfTitle = (title: string): string =>
      keyOf([definitions.get(title)?.schema ?? {}], definitions);
    const make = (one: Schema): readonly Alternative[] => {
      const key = keyOf([one], definitions);
      const known = alternatives.get(key);
      if (known !== undefined) return known;
      // Should it be a branch of itself, it says nothing there.
      alternatives.set(key, [{ layers: [], ids: new Set() }]);
      const found = expand(one);
      alternatives.set(key, found);
      return found;
    };
    const expand = (one: Schema): readonly Alternative[] => {
      if (one.$ref !== undefined) return make(definitions.get(one.$ref)?.schema ?? {});
      const and = (these: readonly Alternative[], those: readonly Alternative[]) =>
        join(these, those, definitions);
      let open: readonly Alternative[] = [
        { layers: saysAnything(one) ? [one] : [], ids: new Set([idOf(one, definitions)]) },
      ];
      for (const sub of one.allOf ?? []) open = and(open, make(sub));
      if (one.anyOf !== undefined) open = and(open, one.anyOf.flatMap(make));
      if (one.oneOf !== undefined) {
        const { oneOf } = one;
        const isLong = oneOf.length > MAX_EXCLUDED;
        const only = (chosen: Schema, index: number): readonly Alternative[] =>
          oneOf
            .filter((_, at) => at !== index && !isLong)
            .reduce((these, other) => and(these, make(negationOf(other))), make(chosen));
        open = and(open, oneOf.flatMap(only));
      }
      if (one.if !== undefined) {
        const { then: yes = {}, else: no = {} } = one;
        const choices = [
          ...and(make(one.if), make(yes)),
          ...and(make(negationOf(one.if)), make(no)),
        ];
        open = and(open, choices);
      }
      return open;
    };
    const isDone = (title: string): boolean => alternatives.has(keyOfTitle(title));
    for (const ref of refsAtValue(schema)) {
      bottomUp(
        ref,
        (title) => refsAtValue(definitions.get(title)?.schema ?? {}),
        isDone,
        (title) => make(definitions.get(title)?.schema ?? {}),
      );
    }
    return make(schema);
  };

  const conjunctsOf = memo((schemas, definitions) => {
    const found = new Map<number, Schema>();
    const queue = [...schemas].reverse();
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const id = idOf(next, definitions);
      if (next.$ref !== undefined) queue.push(definitions.get(next.$ref)?.schema ?? {});
      else if (!found.has(id)) {
        found.set(id, next);
        queue.push(...(next.allOf ?? []));
      }
    }
    return [...found.values()].filter(saysAnything);
  });

  const mentionsOf = memo((schemas, definitions) => {
    return reachedFrom(schemas, definitions, (next) =>
      [...branchesOf(next), next.not ?? []].flat(),
    );
  });

  const namesOf = memo((schemas, definitions) => {
    const names = new Set<string>();
    for (const schema of mentionsOf(schemas, definitions)) {
      const { properties = {}, dependencies = {}, required = [], propertyNames } = schema;
      for (const name of [...Object.keys(properties), ...Object.keys(dependencies), ...required]) {
        names.add(name);
      }
      for (const key of propertyNames === undefined
        ? []
        : mentionsOf([propertyNames], definitions)) {
        for (const name of valuesOf(key) ?? []) if (typeof name === 'string') names.add(name);
      }
    }
    return names;
  });

  const factsOf = memo((schemas, definitions): readonly Facts[] => {
    let open: readonly Alternative[] = [{ layers: [], ids: new Set() }];
    for (const schema of schemas)
      open = join(open, alternativesOf(schema, definitions), definitions);
    return open.flatMap(({ layers, ids }) =>
      [...TYPES, 'integer' as const].flatMap((type): readonly Facts[] => {
        const isAllowed = layers.every((layer) => {
          const types = typesOf(layer);
          return types.includes(type) || (type === 'integer' && types.includes('number'));
        });
        // A number is also an integer: an integer alone is an alternative only where no number is.
        const isCovered =
          type === 'integer' && layers.every((layer) => typesOf(layer).includes('number'));
        if (!isAllowed || isCovered || layers.some(isNever)) return [];
        const listed =
          layers.map(valuesOf).find((values) => values !== undefined) ?? INSTANCES[type];
        const values = listed?.filter(
          (value) =>
            hasType(value, type) &&
            layers.every((layer) => allows(layer, value, definitions, false)),
        );
        return [{ type, layers, ids, values }];
      }),
    );
  });

  return { keyOf, distinct, factsOf, conjunctsOf, mentionsOf, namesOf };
};
