import { strip } from '../ajv-options.js';
import { byText, isPrimitive, type Json } from '../json.js';
import { refsOf } from '../model.js';
import { recursiveTitles } from '../recursion.js';
import { valuesOf, type Schema } from '../schema.js';
import type { Definitions } from './place.js';

/** Schemas that all apply, with the definitions that they refer to. */
export interface Side {
  readonly schemas: readonly Schema[];
  readonly definitions: Definitions;
}

/** Reports whether every value that the schemas of one side allow is allowed by those of another. */
export type Inclusion = (from: Side, to: Side) => boolean;

/** Alternatives to distinguish at most; beyond it, branches are ignored, which proves less. */
const MAX_ALTERNATIVES = 256;

const TYPES = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;

/** Plain values that have only a few instances. */
const INSTANCES: Readonly<Record<string, readonly Json[]>> = {
  boolean: [true, false],
  null: [null],
};

type Type = (typeof TYPES)[number] | 'integer';

/** What is known of every value of one type that some schemas allow. */
interface Facts {
  readonly type: Type;
  readonly layers: readonly Schema[];
  readonly ids: ReadonlySet<number>;
  /** The names that any alternative mentions: another name has never been sent. */
  readonly names: ReadonlySet<string>;
  /** All of its values, if they are few and plain. */
  readonly values: readonly Json[] | undefined;
}

const typesOf = ({ type }: Schema): readonly Type[] =>
  type === undefined ? TYPES : ([type].flat() as readonly Type[]);

const hasType = (value: Json, type: Type): boolean => {
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  return isPrimitive(value) && typeof value === type;
};

const own = <T>(members: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;

/** Names schemas by what they allow: equal names mean equal values. Annotations make no difference. */
const createIds = () => {
  const known = new Map<string, number>();
  const intern = (text: string): number => {
    const id = known.get(text) ?? known.size;
    known.set(text, id);
    return id;
  };

  const recursive = new WeakMap<Definitions, ReadonlySet<string>>();
  const isRecursive = (title: string, definitions: Definitions): boolean => {
    const titles = recursive.get(definitions) ?? recursiveTitles([...definitions.values()]);
    recursive.set(definitions, titles);
    return titles.has(title);
  };

  /** Equal where a definition and all that it refers to are equal: it may contain itself. */
  const idOfAll = (title: string, definitions: Definitions): number => {
    const reached = new Map<string, number>();
    const queue = [title];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const schema = definitions.get(next)?.schema;
      if (reached.has(next) || schema === undefined) continue;
      reached.set(next, intern(JSON.stringify(strip(schema))));
      queue.push(...refsOf(schema));
    }
    return intern(JSON.stringify([title, [...reached].sort(([a], [b]) => byText(a, b))]));
  };

  const cache = new WeakMap<Definitions, WeakMap<Schema, number>>();
  const idOf = (schema: Schema, definitions: Definitions): number => {
    const ids = cache.get(definitions) ?? new WeakMap<Schema, number>();
    cache.set(definitions, ids);
    const cached = ids.get(schema);
    if (cached !== undefined) return cached;
    const target = schema.$ref === undefined ? undefined : definitions.get(schema.$ref);
    if (target !== undefined) {
      const id = isRecursive(target.title, definitions)
        ? idOfAll(target.title, definitions)
        : idOf(target.schema, definitions);
      ids.set(schema, id);
      return id;
    }
    const inner = (sub: Schema | undefined): number | undefined => sub && idOf(sub, definitions);
    const list = (subs: readonly Schema[] | undefined): readonly number[] | undefined =>
      subs && [...new Set(subs.map((sub) => idOf(sub, definitions)))].sort((a, b) => a - b);
    const text = JSON.stringify([
      schema.type && [schema.type].flat().slice().sort(byText),
      schema.required && [...schema.required].sort(byText),
      schema.properties &&
        Object.entries(schema.properties)
          .map(([name, sub]) => [name, inner(sub)] as const)
          .sort(([a], [b]) => byText(a, b)),
      inner(schema.additionalProperties),
      inner(schema.propertyNames),
      inner(schema.items),
      valuesOf(schema)
        ?.map((value) => JSON.stringify(value))
        .sort(byText),
      list(schema.allOf),
      list(schema.anyOf),
      ...[schema.minLength, schema.maxLength, schema.pattern, schema.minimum],
      ...[schema.maximum, schema.minItems, schema.maxItems],
    ]);
    const id = intern(text);
    ids.set(schema, id);
    return id;
  };
  return idOf;
};

/** Whether a plain value is valid. */
const allows = (schema: Schema, value: Json, definitions: Definitions): boolean => {
  if (schema.$ref !== undefined) {
    const target = definitions.get(schema.$ref);
    return target === undefined || allows(target.schema, value, definitions);
  }
  const length = typeof value === 'string' ? Array.from(value).length : 0;
  return (
    (schema.type === undefined || typesOf(schema).some((type) => hasType(value, type))) &&
    (valuesOf(schema)?.includes(value) ?? true) &&
    (schema.allOf?.every((sub) => allows(sub, value, definitions)) ?? true) &&
    (schema.anyOf?.some((sub) => allows(sub, value, definitions)) ?? true) &&
    (typeof value !== 'string' ||
      (length >= (schema.minLength ?? 0) &&
        length <= (schema.maxLength ?? Infinity) &&
        (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)))) &&
    (typeof value !== 'number' ||
      (value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)))
  );
};

/** Returns the strictest value of a limit. */
const strictest = (
  layers: readonly Schema[],
  limit: 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems' | 'maxItems',
): number => {
  const given = layers.map((layer) => layer[limit]).filter((one) => one !== undefined);
  return limit.startsWith('min') ? Math.max(-Infinity, ...given) : Math.min(Infinity, ...given);
};

/**
 * Returns a function that reports whether every value that some schemas allow is also allowed by
 * others.
 *
 * It is right if it returns true; if it returns false, it found no proof. A member that the first
 * schemas do not mention is taken as never sent: a new optional member excludes no value.
 */
export const createInclusion = (): Inclusion => {
  const idOf = createIds();
  const proofs = new Map<string, boolean>();
  const sets = new WeakMap<Definitions, number>();
  let count = 0;
  const setOf = (definitions: Definitions): number => {
    const known = sets.get(definitions) ?? (count += 1);
    sets.set(definitions, known);
    return known;
  };

  /** A schema that contains itself in several branches would otherwise become ever more of them. */
  const distinct = (schemas: readonly Schema[], definitions: Definitions): readonly Schema[] => [
    ...new Map(schemas.map((schema) => [idOf(schema, definitions), schema])).values(),
  ];

  /** The facts by type: one for each alternative. */
  const factsOf = ({ schemas, definitions }: Side): readonly Facts[] => {
    const names = new Set<string>();
    interface Open {
      readonly layers: readonly Schema[];
      readonly ids: ReadonlySet<number>;
    }
    const add = (these: readonly Open[], schema: Schema): readonly Open[] => {
      if (schema.$ref !== undefined) {
        const target = definitions.get(schema.$ref);
        return target === undefined ? these : add(these, target.schema);
      }
      for (const name of [...Object.keys(schema.properties ?? {}), ...(schema.required ?? [])]) {
        names.add(name);
      }
      const id = idOf(schema, definitions);
      let open: readonly Open[] = these.map(({ layers, ids }) => ({
        layers: [...layers, schema],
        ids: new Set([...ids, id]),
      }));
      for (const sub of schema.allOf ?? []) open = add(open, sub);
      const branches = schema.anyOf;
      if (branches === undefined) return open;
      const all = branches.flatMap((branch) => add(open, branch));
      return all.length > MAX_ALTERNATIVES ? open : all;
    };
    let open: readonly Open[] = [{ layers: [], ids: new Set() }];
    for (const schema of schemas) open = add(open, schema);
    return open.flatMap(({ layers, ids }) =>
      [...TYPES, 'integer' as const].flatMap((type): readonly Facts[] => {
        const isAllowed = layers.every((layer) => {
          const types = typesOf(layer);
          return types.includes(type) || (type === 'integer' && types.includes('number'));
        });
        // A number is also an integer: an integer alone is an alternative only where no number is.
        const isCovered =
          type === 'integer' && layers.every((layer) => typesOf(layer).includes('number'));
        if (!isAllowed || isCovered) return [];
        const listed =
          layers.map(valuesOf).find((values) => values?.every(isPrimitive)) ?? INSTANCES[type];
        const values = listed?.filter(
          (value) =>
            hasType(value, type) && layers.every((layer) => allows(layer, value, definitions)),
        );
        return [{ type, layers, ids, names, values }];
      }),
    );
  };

  const isEmpty = (schemas: readonly Schema[], definitions: Definitions): boolean => {
    const ids = distinct(schemas, definitions).map((schema) => idOf(schema, definitions));
    const key = `empty ${setOf(definitions)} ${ids.sort((a, b) => a - b).join()}`;
    const known = proofs.get(key);
    if (known !== undefined) return known;
    // Not known to be empty, should it contain itself.
    proofs.set(key, false);
    const result = factsOf({ schemas: distinct(schemas, definitions), definitions }).every(
      (facts) => isImpossible(facts, definitions),
    );
    proofs.set(key, result);
    return result;
  };

  const memberOf = ({ layers }: Facts, name: string): readonly Schema[] =>
    layers.flatMap(({ properties, additionalProperties }) => {
      const member = own(properties, name) ?? additionalProperties;
      return member === undefined ? [] : [member];
    });

  const keysOf = ({ layers }: Facts): readonly Schema[] =>
    layers.flatMap(({ propertyNames }) => propertyNames ?? []);

  const requires = ({ layers }: Facts, name: string): boolean =>
    layers.some(({ required }) => required?.includes(name));

  /** Whether no value at all has these facts. */
  const isImpossible = (facts: Facts, definitions: Definitions): boolean => {
    const { type, layers, values } = facts;
    if (values !== undefined) return values.length === 0;
    const isBetween = (
      low: 'minLength' | 'minimum' | 'minItems',
      high: 'maxLength' | 'maximum' | 'maxItems',
    ) => strictest(layers, low) <= strictest(layers, high);
    if (type === 'string') return !isBetween('minLength', 'maxLength');
    if (type === 'number' || type === 'integer') return !isBetween('minimum', 'maximum');
    if (type === 'array') {
      const items = layers.flatMap((layer) => layer.items ?? []);
      return (
        !isBetween('minItems', 'maxItems') ||
        (strictest(layers, 'minItems') > 0 && isEmpty(items, definitions))
      );
    }
    const required = layers.flatMap((layer) => layer.required ?? []);
    return required.some((name) => !mayHave(facts, name, definitions));
  };

  /** Whether a value may have a member of this name. */
  const mayHave = (facts: Facts, name: string, definitions: Definitions): boolean =>
    keysOf(facts).every((key) => allows(key, name, definitions)) &&
    !isEmpty(memberOf(facts, name), definitions);

  /** Proofs under way, by their depth: a schema that contains itself needs its own proof. */
  const open = new Map<string, number>();
  /** What is proven if a proof under way succeeds: the outermost of those. */
  const pending = new Map<string, number>();
  /** The outermost proof under way that the current one needs. */
  let needed = Infinity;

  const includes = (from: Side, to: Side): boolean => {
    const key = [from, to]
      .map(({ schemas, definitions }) =>
        [
          setOf(definitions),
          ...schemas.map((one) => idOf(one, definitions)).sort((a, b) => a - b),
        ].join(),
      )
      .join(' in ');
    const known = proofs.get(key) ?? (open.has(key) || pending.has(key) || undefined);
    if (known !== undefined) {
      needed = Math.min(needed, open.get(key) ?? pending.get(key) ?? Infinity);
      return known;
    }
    const own = open.size;
    open.set(key, own);
    const [outer, before] = [needed, pending.size];
    needed = Infinity;
    const facts = factsOf(from).filter((one) => !isImpossible(one, from.definitions));
    const result = to.schemas.every((goal) => facts.every((one) => holds(one, goal, from, to)));
    open.delete(key);
    const isFinal = !result || needed >= own;
    // What needed this proof is proven with it, or not at all.
    for (const each of isFinal ? [...pending.keys()].slice(before) : []) {
      if (result) proofs.set(each, true);
      pending.delete(each);
    }
    if (isFinal) proofs.set(key, result);
    else pending.set(key, needed);
    needed = Math.min(outer, isFinal ? Infinity : needed);
    return result;
  };

  /** Whether every value with these facts is allowed by a schema. */
  const holds = (facts: Facts, goal: Schema, from: Side, to: Side): boolean => {
    if (goal.$ref !== undefined) {
      const target = to.definitions.get(goal.$ref);
      return target === undefined || holds(facts, target.schema, from, to);
    }
    if (facts.ids.has(idOf(goal, to.definitions))) return true;
    if (facts.values !== undefined) {
      return facts.values.every((value) => allows(goal, value, to.definitions));
    }
    return (
      (goal.allOf?.every((sub) => holds(facts, sub, from, to)) ?? true) &&
      (goal.anyOf?.some((sub) => holds(facts, sub, from, to)) ?? true) &&
      valuesOf(goal) === undefined &&
      (typesOf(goal).includes(facts.type) ||
        (facts.type === 'integer' && typesOf(goal).includes('number'))) &&
      holdsWithin(facts, goal, from, to)
    );
  };

  const holdsWithin = (facts: Facts, goal: Schema, from: Side, to: Side): boolean => {
    const { type, layers } = facts;
    const isWithin = (
      low: 'minLength' | 'minimum' | 'minItems',
      high: 'maxLength' | 'maximum' | 'maxItems',
    ) =>
      (goal[low] ?? -Infinity) <=
        Math.max(strictest(layers, low), low === 'minimum' ? -Infinity : 0) &&
      (goal[high] ?? Infinity) >= strictest(layers, high);
    const inner = (schemas: readonly Schema[], sub: Schema): boolean =>
      includes(
        { ...from, schemas: distinct(schemas, from.definitions) },
        { ...to, schemas: [sub] },
      );
    if (type === 'string') {
      return (
        isWithin('minLength', 'maxLength') &&
        (goal.pattern === undefined || layers.some(({ pattern }) => pattern === goal.pattern))
      );
    }
    if (type === 'number' || type === 'integer') return isWithin('minimum', 'maximum');
    if (type === 'array') {
      return (
        isWithin('minItems', 'maxItems') &&
        (goal.items === undefined ||
          strictest(layers, 'maxItems') <= 0 ||
          inner(
            layers.flatMap((layer) => layer.items ?? []),
            goal.items,
          ))
      );
    }
    const { required = [], properties = {}, additionalProperties: rest, propertyNames } = goal;
    const allowed = (name: string, sub: Schema): boolean =>
      !mayHave(facts, name, from.definitions) || inner(memberOf(facts, name), sub);
    const isNew = (name: string): boolean =>
      !facts.names.has(name) && memberOf(facts, name).length === 0;
    const others = [...facts.names].filter((name) => !Object.hasOwn(properties, name));
    return (
      required.every((name) => requires(facts, name)) &&
      Object.entries(properties).every(([name, sub]) => isNew(name) || allowed(name, sub)) &&
      (rest === undefined ||
        (others.every((name) => allowed(name, rest)) &&
          inner(
            layers.flatMap((layer) => layer.additionalProperties ?? []),
            rest,
          ))) &&
      (propertyNames === undefined ||
        ([...facts.names].every(
          (name) =>
            !mayHave(facts, name, from.definitions) || allows(propertyNames, name, to.definitions),
        ) &&
          inner([{ type: 'string' }, ...keysOf(facts)], propertyNames)))
    );
  };

  return includes;
};
