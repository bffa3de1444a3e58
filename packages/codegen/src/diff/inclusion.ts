import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { isMultiple } from '@jackfield/plugin-kit/multiples';
import { isNever, type Schema } from '../schema.js';
import {
  createAllows,
  hasType,
  matches,
  own,
  schemaOfItem,
  schemasFor,
  typesOf,
} from './allows.js';
import {
  createReader,
  isEmptyRange,
  numbersOf,
  schemasForOthers,
  sizesOf,
  type Facts,
  type Range,
} from './facts.js';
import { createIds } from './ids.js';
import type { Definitions } from './place.js';
import { createSent, type Sent } from './sent.js';

/** Schemas that all apply, with the definitions that they refer to. */
export interface Side {
  readonly schemas: readonly Schema[];
  readonly definitions: Definitions;
}

/** Reports whether every value that the schemas of one side allow is allowed by those of another. */
export type Inclusion = (from: Side, to: Side) => boolean;

/** A side with the members that may be sent. */
interface Source extends Side {
  /** What the first protocol foresees at the same place. */
  readonly sent: Sent;
}

/** The facts of a source, with what is proven of them. */
interface Case {
  readonly facts: Facts;
  readonly from: Source;
  readonly to: Side;
  readonly proven: Map<number, boolean>;
}

/** Proofs within each other at most: the stack has an end. What lies deeper is proven for itself. */
const MAX_DEPTH = 60;

/** Goals within each other at most that are about the same value. */
const MAX_GOALS = 400;

/** Members within each other at most by which a branch is excluded. */
const MAX_EXCLUSION = 3;

/** Proofs to try at most, for all questions and for one of them: schemas may be made to need very many. */
const MAX_PROOFS = { all: 10_000, least: 50, most: 3_000 };

/** Whether every number of the first range is in the second. */
const isWithin = (inner: Range, outer: Range): boolean =>
  (inner.low > outer.low || (inner.low === outer.low && (inner.isLowOpen || !outer.isLowOpen))) &&
  (inner.high < outer.high ||
    (inner.high === outer.high && (inner.isHighOpen || !outer.isHighOpen)));

const isApart = (one: Range, other: Range): boolean =>
  isEmptyRange({
    low: Math.max(one.low, other.low),
    high: Math.min(one.high, other.high),
    isLowOpen: one.low >= other.low ? one.isLowOpen : other.isLowOpen,
    isHighOpen: one.high <= other.high ? one.isHighOpen : other.isHighOpen,
  });

/** Whether all multiples of a number are multiples of another, also as floating-point numbers. */
const isMultipleOf = (number: number, divisor: number): boolean =>
  // Validators calculate with integers as they are, and with fractions as decimal numbers.
  Number.isInteger(number) && !Number.isInteger(divisor)
    ? Number.isInteger(Math.log2(number / divisor))
    : isMultiple(number, divisor);

/**
 * Returns a function that reports whether every value that some schemas allow is also allowed by
 * others.
 *
 * It is right if it returns true; if it returns false, it found no proof. A member that the first
 * schemas do not mention is taken as never sent: a new optional member excludes no value.
 */
export const createInclusion = (): Inclusion => {
  const idOf = createIds();
  const allows = createAllows();
  const reader = createReader(idOf, allows);
  const { keyOf, distinct, factsOf, conjunctsOf } = reader;
  const sentOf = createSent(reader);
  const proofs = new Map<string, boolean>();
  let left = MAX_PROOFS.all;
  let leftNow = 0;

  const memberOf = ({ layers }: Facts, name: string): readonly Schema[] =>
    layers.flatMap((layer) => schemasFor(layer, name));

  const itemOf = (layers: readonly Schema[], index: number): readonly Schema[] =>
    layers.flatMap((layer) => schemaOfItem(layer, index) ?? []);

  const keysOf = ({ layers }: Facts): readonly Schema[] =>
    layers.flatMap(({ propertyNames }) => propertyNames ?? []);

  const requires = ({ layers }: Facts, name: string): boolean =>
    layers.some(({ required }) => required?.includes(name));

  /** The count of the first items that schemas name one by one. */
  const prefixOf = (layers: readonly Schema[]): number =>
    Math.max(0, ...layers.map(({ prefixItems = [] }) => prefixItems.length));

  // 1. Whether schemas allow no value at all.

  let depth = 0;
  const isEmpty = (schemas: readonly Schema[], definitions: Definitions): boolean => {
    if (schemas.length === 0 || depth > MAX_DEPTH) return false;
    const key = `empty ${keyOf(schemas, definitions)}`;
    const known = proofs.get(key);
    if (known !== undefined) return known;
    // Not known to be empty, should it contain itself.
    proofs.set(key, false);
    depth += 1;
    const result = factsOf(schemas, definitions).every((facts) => isImpossible(facts, definitions));
    depth -= 1;
    proofs.set(key, result);
    return result;
  };

  /** How many items an array may have. */
  const longest = ({ layers }: Facts, definitions: Definitions): number => {
    const { high } = sizesOf(layers, 'minItems', 'maxItems');
    const count = prefixOf(layers);
    for (let index = 0; index <= count && index < high; index += 1) {
      if (isEmpty(itemOf(layers, index), definitions)) return index;
    }
    return high;
  };

  /** Whether no value at all has these facts. */
  const isImpossible = (facts: Facts, definitions: Definitions): boolean => {
    const { type, layers, values } = facts;
    if (values !== undefined) return values.length === 0;
    const isExcluded = layers.some(({ not }) => {
      if (not === undefined) return false;
      if (facts.ids.has(idOf(not, definitions))) return true;
      const types = Object.keys(not).join() === 'type' ? typesOf(not) : [];
      return types.includes(type) || (type === 'integer' && types.includes('number'));
    });
    if (isExcluded) return true;
    if (type === 'string') return isEmptyRange(sizesOf(layers, 'minLength', 'maxLength'));
    if (type === 'number' || type === 'integer') {
      return isEmptyRange(numbersOf(layers, type === 'integer'));
    }
    if (type === 'array') {
      const { low } = sizesOf(layers, 'minItems', 'maxItems');
      const isContaining = layers.some(({ contains }) => contains !== undefined);
      return Math.max(low, isContaining ? 1 : 0) > longest(facts, definitions);
    }
    const required = layers.flatMap((layer) => layer.required ?? []);
    return (
      isEmptyRange(sizesOf(layers, 'minProperties', 'maxProperties')) ||
      required.some((name) => !mayHave(facts, name, definitions))
    );
  };

  /** Whether a value may have a member of this name. */
  const mayHave = (facts: Facts, name: string, definitions: Definitions): boolean =>
    keysOf(facts).every((key) => allows(key, name, definitions, false)) &&
    !isEmpty(memberOf(facts, name), definitions);

  // 2. Whether the values of some schemas are valid by others. A proof may need itself: it holds if
  // nothing contradicts it (coinduction).

  /** Proofs under way, by their depth. */
  const open = new Map<string, number>();
  /** What is proven if a proof under way succeeds: the outermost of those. */
  const pending = new Map<string, number>();
  const order: string[] = [];
  /** What was too deep to be proven at once. */
  const deferred = new Map<string, readonly [Source, Side]>();
  /** The outermost proof under way that the current one needs; less than 0 for a deferred one. */
  let needed = Infinity;

  const includes = (from: Source, to: Side): boolean => {
    const ids = new Set(from.schemas.map((schema) => idOf(schema, from.definitions)));
    if (to.schemas.every((goal) => ids.has(idOf(goal, to.definitions)))) return true;
    const key = [
      keyOf(from.schemas, from.definitions),
      from.sent.key,
      keyOf(to.schemas, to.definitions),
    ].join(' ');
    const known = proofs.get(key) ?? (open.has(key) || pending.has(key) || undefined);
    if (known !== undefined) {
      needed = Math.min(needed, open.get(key) ?? pending.get(key) ?? Infinity);
      return known;
    }
    if (leftNow <= 0) return false;
    if (open.size >= MAX_DEPTH) {
      deferred.set(key, [from, to]);
      needed = -1;
      return true;
    }
    leftNow -= 1;
    const index = open.size;
    open.set(key, index);
    const [outer, before] = [needed, order.length];
    needed = Infinity;
    const cases = factsOf(from.schemas, from.definitions)
      .filter((facts) => !isImpossible(facts, from.definitions))
      .map((facts): Case => ({ facts, from, to, proven: new Map() }));
    const result = to.schemas.every((goal) => cases.every((one) => holds(one, goal)));
    open.delete(key);
    const isFinal = !result || needed >= index;
    // What needed this proof is proven with it, or not at all, or needs the same as it does.
    for (const each of order.slice(before)) {
      if (isFinal) pending.delete(each);
      else pending.set(each, Math.min(needed, pending.get(each) ?? Infinity));
      if (isFinal && result) proofs.set(each, true);
    }
    if (isFinal) {
      order.length = before;
      proofs.set(key, result);
    } else {
      order.push(key);
      pending.set(key, needed);
    }
    needed = Math.min(outer, isFinal ? Infinity : needed);
    return result;
  };

  const prove = (from: Source, to: Side): boolean => {
    leftNow = Math.min(MAX_PROOFS.most, Math.max(MAX_PROOFS.least, left));
    const before = leftNow;
    for (;;) {
      const result = includes(from, to);
      const isProven = result && proveDeferred();
      if (isProven) for (const key of order) proofs.set(key, true);
      pending.clear();
      order.length = 0;
      deferred.clear();
      needed = Infinity;
      // Something deeper is not proven, so what needed it is tried without it.
      if (result && !isProven) continue;
      left -= before - leftNow;
      return result;
    }
  };

  const proveDeferred = (): boolean => {
    // Each may defer others.
    for (const [from, to] of deferred.values()) if (!includes(from, to)) return false;
    return true;
  };

  // 3. Whether every value with some facts is valid by a schema, or by one of a kind.

  let goals = 0;
  const holds = (one: Case, goal: Schema): boolean => {
    const { facts, to, proven } = one;
    const id = idOf(goal, to.definitions);
    if (facts.ids.has(id)) return true;
    const known = proven.get(id);
    if (known !== undefined) return known;
    if (goals >= MAX_GOALS) return false;
    goals += 1;
    const result =
      facts.values === undefined
        ? conjunctsOf([goal], to.definitions).every((layer) => holdsOwn(one, layer))
        : facts.values.every((value) => allows(goal, value, to.definitions, true));
    goals -= 1;
    proven.set(id, result);
    return result;
  };

  /** Whether the values are valid by the keywords of a schema, its `allOf` aside. */
  const holdsOwn = (one: Case, goal: Schema): boolean => {
    const { facts, to } = one;
    if (facts.ids.has(idOf(goal, to.definitions))) return true;
    const { type } = facts;
    return (
      valuesOf(goal) === undefined &&
      (typesOf(goal).includes(type) || (type === 'integer' && typesOf(goal).includes('number'))) &&
      (goal.anyOf?.some((sub) => holds(one, sub)) ?? true) &&
      (goal.oneOf === undefined || holdsOneOf(one, goal.oneOf)) &&
      (goal.not === undefined || excludes(one, goal.not)) &&
      (goal.if === undefined || holdsIf(one, goal.if, goal)) &&
      holdsWithin(one, goal)
    );
  };

  const holdsOneOf = (one: Case, branches: readonly Schema[]): boolean => {
    const { facts, from, to } = one;
    const idsOf = (subs: readonly Schema[], definitions: Definitions): string =>
      subs
        .map((sub) => idOf(sub, definitions))
        .sort((a, b) => a - b)
        .join();
    const ids = idsOf(branches, to.definitions);
    return (
      facts.layers.some(({ oneOf }) => oneOf && idsOf(oneOf, from.definitions) === ids) ||
      branches.some(
        (sub, index) =>
          holds(one, sub) && branches.every((other, at) => at === index || excludes(one, other)),
      )
    );
  };

  const holdsIf = (one: Case, condition: Schema, goal: Schema): boolean =>
    (goal.then === undefined || holds(one, goal.then) || excludes(one, condition)) &&
    (goal.else === undefined || holds(one, goal.else) || holds(one, condition));

  /** Whether a member of this name has never been sent. */
  const isNew = ({ facts, from }: Case, name: string): boolean =>
    !from.sent.foresees(name) &&
    sizesOf(facts.layers, 'minProperties', 'maxProperties').low <= from.sent.names.size;

  /** Proves what is about a part of the values; `find` returns the schemas of that part. */
  const inner = (
    { from, to }: Case,
    schemas: readonly Schema[],
    goal: Schema,
    find: (schema: Schema) => readonly Schema[],
  ): boolean => {
    return includes(
      {
        schemas: distinct(schemas, from.definitions),
        definitions: from.definitions,
        sent: from.sent.within(find),
      },
      { ...to, schemas: [goal] },
    );
  };

  const holdsWithin = (one: Case, goal: Schema): boolean => {
    const { type, layers } = one.facts;
    if (type === 'string') {
      const limits = ['minLength', 'maxLength'] as const;
      return (
        isWithin(sizesOf(layers, ...limits), sizesOf([goal], ...limits)) &&
        (goal.pattern === undefined || layers.some(({ pattern }) => pattern === goal.pattern)) &&
        (goal.format === undefined || layers.some(({ format }) => format === goal.format))
      );
    }
    if (type === 'number' || type === 'integer') {
      const { multipleOf } = goal;
      const isInteger = type === 'integer';
      return (
        isWithin(numbersOf(layers, isInteger), numbersOf([goal], isInteger)) &&
        (multipleOf === undefined ||
          (isInteger && multipleOf === 1) ||
          layers.some(
            (layer) => layer.multipleOf !== undefined && isMultipleOf(layer.multipleOf, multipleOf),
          ))
      );
    }
    return type === 'array' ? holdsForArray(one, goal) : holdsForObject(one, goal);
  };

  const holdsForArray = (one: Case, goal: Schema): boolean => {
    const { facts, from, to } = one;
    const { layers } = facts;
    const most = longest(facts, from.definitions);
    const containing = layers.flatMap(({ contains }) => contains ?? []);
    const sizes = sizesOf(layers, 'minItems', 'maxItems');
    const least = Math.max(sizes.low, containing.length > 0 ? 1 : 0);
    const innerItem = (index: number, sub: Schema): boolean =>
      inner(one, itemOf(layers, index), sub, (schema) => [
        ...itemOf([schema], index),
        ...[schema.contains ?? []].flat(),
      ]);
    const isContained = (sub: Schema): boolean =>
      containing.some((schema) => idOf(schema, from.definitions) === idOf(sub, to.definitions)) ||
      containing.some((schema) =>
        inner(one, [schema], sub, ({ items, prefixItems = [], contains }) => [
          ...prefixItems,
          ...[items ?? [], contains ?? []].flat(),
        ]),
      ) ||
      Array.from({ length: Math.min(least, prefixOf(layers) + 1) }).some((_, index) =>
        innerItem(index, sub),
      );
    const count = Math.max(prefixOf(layers), prefixOf([goal])) + 1;
    return (
      isWithin({ ...sizes, low: least, high: most }, sizesOf([goal], 'minItems', 'maxItems')) &&
      (goal.uniqueItems !== true ||
        most <= 1 ||
        layers.some(({ uniqueItems }) => uniqueItems === true)) &&
      (goal.contains === undefined || isContained(goal.contains)) &&
      Array.from({ length: Math.min(most, count) }).every((_, index) => {
        const sub = schemaOfItem(goal, index);
        return sub === undefined || innerItem(index, sub);
      })
    );
  };

  const holdsForObject = (one: Case, goal: Schema): boolean => {
    const { facts, from, to } = one;
    const { layers } = facts;
    const { required = [], properties = {}, patternProperties = {}, dependencies = {} } = goal;
    const { additionalProperties: rest, propertyNames } = goal;
    const keys = keysOf(facts);
    // Keys from a list are all named.
    const listed = keys.map(valuesOf).find((values) => values !== undefined);
    const names = new Set([
      ...from.sent.names,
      ...(listed ?? []).filter((name) => typeof name === 'string'),
    ]);
    const possible = [...names].filter((name) => mayHave(facts, name, from.definitions));
    const allowed = (name: string, sub: Schema): boolean =>
      inner(one, memberOf(facts, name), sub, (schema) => schemasFor(schema, name));

    const none: ReadonlySet<string> = new Set();
    const others = (pattern?: string, excluded = none): readonly Schema[] =>
      layers.flatMap((layer) => schemasForOthers(layer, pattern, excluded));
    const isClosed = listed !== undefined || isEmpty(others(), from.definitions);
    /** What holds for members whose names no schema mentions. */
    const allowedOthers = (sub: Schema, pattern?: string, excluded = none): boolean => {
      if (isClosed) return true;
      const schemas = others(pattern, excluded);
      return (
        isEmpty(schemas, from.definitions) ||
        inner(one, schemas, sub, ({ patternProperties: more = {}, additionalProperties: all }) => [
          ...Object.values(more),
          ...[all ?? []].flat(),
        ])
      );
    };
    const patterns = Object.keys(patternProperties);
    const isOther = (name: string): boolean =>
      !Object.hasOwn(properties, name) && !patterns.some((pattern) => matches(pattern, name));

    const depends = (name: string, sub: Schema): boolean => {
      if (isNew(one, name) || !mayHave(facts, name, from.definitions)) return true;
      if (holds(one, sub)) return true;
      const known = layers.flatMap((layer) => own(layer.dependencies, name) ?? []);
      if (known.some((each) => idOf(each, from.definitions) === idOf(sub, to.definitions)))
        return true;
      const schemas = [...layers, ...known, PRESENT(name)];
      return (
        known.length > 0 &&
        includes(
          { ...from, schemas: distinct(schemas, from.definitions) },
          { ...to, schemas: [sub] },
        )
      );
    };

    const sizes = sizesOf(layers, 'minProperties', 'maxProperties');
    const needed = new Set(layers.flatMap((layer) => layer.required ?? [])).size;
    const sizesNow = {
      ...sizes,
      low: Math.max(sizes.low, needed),
      high: Math.min(sizes.high, isClosed ? possible.length : Infinity),
    };
    return (
      isWithin(sizesNow, sizesOf([goal], 'minProperties', 'maxProperties')) &&
      required.every((name) => requires(facts, name)) &&
      Object.entries(properties).every(
        ([name, sub]) =>
          isNew(one, name) || !mayHave(facts, name, from.definitions) || allowed(name, sub),
      ) &&
      Object.entries(patternProperties).every(
        ([pattern, sub]) =>
          possible.every((name) => !matches(pattern, name) || allowed(name, sub)) &&
          allowedOthers(sub, pattern),
      ) &&
      (rest === undefined ||
        (possible.every((name) => !isOther(name) || allowed(name, rest)) &&
          allowedOthers(rest, undefined, new Set(patterns)))) &&
      (propertyNames === undefined ||
        (possible.every((name) => allows(propertyNames, name, to.definitions, true)) &&
          (isClosed || inner(one, [{ type: 'string' }, ...keys], propertyNames, () => [])))) &&
      Object.entries(dependencies).every(([name, sub]) => depends(name, sub))
    );
  };

  // 4. Whether a schema allows none of the values with some facts.

  const excludes = (one: Case, goal: Schema, level = 0): boolean => {
    const { facts, from, to } = one;
    const { layers, type, values } = facts;
    const id = idOf(goal, to.definitions);
    const excluded = layers.flatMap(({ not }) =>
      not === undefined || isNever({ not }) ? [] : not,
    );
    if (excluded.some((sub) => idOf(sub, from.definitions) === id)) return true;
    if (values !== undefined) {
      return values.every((value) => !allows(goal, value, to.definitions, false));
    }
    if (goals >= MAX_GOALS || level > MAX_EXCLUSION) return false;
    goals += 1;
    const result = conjunctsOf([goal], to.definitions).some(
      (layer) =>
        isNever(layer) ||
        !typesOf(layer).some(
          (each) =>
            each === type ||
            (each === 'number' && type === 'integer') ||
            (each === 'integer' && type === 'number'),
        ) ||
        (valuesOf(layer)?.every(
          (value) =>
            !hasType(value, type) ||
            !layers.every((each) => allows(each, value, from.definitions, false)),
        ) ??
          false) ||
        (layer.anyOf?.every((sub) => excludes(one, sub, level)) ?? false) ||
        (layer.oneOf?.every((sub) => excludes(one, sub, level)) ?? false) ||
        (layer.not !== undefined && holds(one, layer.not)) ||
        excludesWithin(one, layer, level),
    );
    goals -= 1;
    // What is valid by the goal is valid by what the values are not.
    const goalOnly = { ...to, schemas: [goal], sent: from.sent };
    return (
      result ||
      excluded.some((sub) => includes(goalOnly, { schemas: [sub], definitions: from.definitions }))
    );
  };

  const excludesWithin = (one: Case, goal: Schema, level: number): boolean => {
    const { facts, from } = one;
    const { layers, type } = facts;
    if (type === 'string') {
      const limits = ['minLength', 'maxLength'] as const;
      return isApart(sizesOf(layers, ...limits), sizesOf([goal], ...limits));
    }
    if (type === 'number' || type === 'integer') {
      const isInteger = type === 'integer';
      return isApart(numbersOf(layers, isInteger), numbersOf([goal], isInteger));
    }
    if (type === 'array') {
      const limits = ['minItems', 'maxItems'] as const;
      return isApart(sizesOf(layers, ...limits), sizesOf([goal], ...limits));
    }
    const isExcluded = (name: string): boolean => {
      const schemas = memberOf(facts, name);
      const sent = from.sent.within((schema) => schemasFor(schema, name));
      const source = { ...from, schemas, sent };
      return schemasFor(goal, name).some((sub) =>
        factsOf(schemas, from.definitions).every((found) =>
          excludes({ ...one, facts: found, from: source, proven: new Map() }, sub, level + 1),
        ),
      );
    };
    const required = layers.flatMap((layer) => layer.required ?? []);
    return (
      (goal.required ?? []).some(
        (name) => isNew(one, name) || !mayHave(facts, name, from.definitions),
      ) || required.some(isExcluded)
    );
  };

  return ({ schemas, definitions }, to) =>
    prove({ schemas, definitions, sent: sentOf(schemas, definitions) }, to);
};

/** Objects with a member: the same schema for the same name. */
const PRESENT = (name: string): Schema => {
  const known = present.get(name) ?? { required: [name] };
  present.set(name, known);
  return known;
};

const present = new Map<string, Schema>();
