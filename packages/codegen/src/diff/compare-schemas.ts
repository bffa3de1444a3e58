import { canonical } from '@jackfield/plugin-kit/json';
import type { Schema } from '../schema.js';
import { compareShapes, type CompareInner } from './compare-shapes.js';
import {
  distinctPlaces,
  first,
  keyOfComparison,
  placeOf,
  type Compared,
  type Comparison,
  type Places,
} from './comparison.js';
import type { Difference } from './change.js';
import type { IdOf } from './ids.js';
import { pairsOf, type Definitions } from './place.js';
import { describeShapes } from './describe-schema.js';
import { byType, shapesOf, type Shape } from './shape.js';

/** The kind by which alternatives of both sides are paired. */
const kindOf = ({ types }: Shape): string => [...(types ?? [])].join().replace('integer', 'number');

/** A layer without its branches, of which a shape has one. */
const ownOf = (schema: Schema): Schema => {
  const known = owns.get(schema);
  if (known !== undefined) return known;
  const { allOf: _all, anyOf: _any, oneOf: _one, ...own } = schema;
  owns.set(schema, own);
  return own;
};

const owns = new WeakMap<Schema, Schema>();

/** Equal for shapes that allow the same values and have the same marks. */
const keyOf = (shape: Shape, definitions: Definitions, idOf: IdOf): string => {
  const { layers, types, values, conditions, others } = shape;
  const ids = layers.map(({ schema }) => idOf(ownOf(schema), definitions));
  const empty = idOf(NOTHING, definitions);
  const these = [...new Set(ids)].filter((id) => id !== empty).sort((a, b) => a - b);
  return JSON.stringify([
    kindOf(shape),
    types?.size,
    values,
    conditions,
    [...others.keys()],
    these,
  ]);
};

const NOTHING: Schema = {};

/** Whether two alternatives have a member with the same constant, and none with another one. */
const hasSameTag = (old: Shape, next: Shape): boolean => {
  const tagsOf = ({ members }: Shape): ReadonlyMap<string, string> =>
    new Map(
      [...members].flatMap(([name, places]) => {
        const tag = places.map(({ schema }) => schema.const).find((value) => value !== undefined);
        return tag === undefined ? [] : [[name, canonical(tag)] as const];
      }),
    );
  const tags = tagsOf(next);
  const shared = [...tagsOf(old)].filter(([name]) => tags.has(name));
  return shared.length > 0 && shared.every(([name, tag]) => tags.get(name) === tag);
};

/** Whether two alternatives are the same definition. */
const isSameDefinition = (old: Shape, next: Shape): boolean =>
  old.layers.some(
    ({ file, pointer }) =>
      pointer === '' && next.layers.some((layer) => layer.pointer === '' && layer.file === file),
  );

/** Removes equal alternatives, compares those of one kind, and reports the others. */
const compareAlternatives = (
  these: readonly Shape[],
  those: readonly Shape[],
  comparison: Comparison,
  inner: CompareInner,
): void => {
  const { markedIdOf } = comparison;
  const olds = new Set(these);
  const nexts = new Set(those);
  const pair = (match: (old: Shape, next: Shape) => boolean): readonly [Shape, Shape][] =>
    [...olds].flatMap((old) => {
      const next = [...nexts].find((one) => match(old, one));
      if (next === undefined) return [];
      olds.delete(old);
      nexts.delete(next);
      return [[old, next]];
    });
  const [oldKeys, nextKeys] = [
    new Map(these.map((one) => [one, keyOf(one, comparison.olds, markedIdOf)])),
    new Map(those.map((one) => [one, keyOf(one, comparison.nexts, markedIdOf)])),
  ];
  pair((old, next) => oldKeys.get(old) === nextKeys.get(next));
  const isSameKind = (old: Shape, next: Shape): boolean => kindOf(old) === kindOf(next);
  const pairs = [
    ...pair((old, next) => isSameKind(old, next) && hasSameTag(old, next)),
    ...pair((old, next) => isSameKind(old, next) && isSameDefinition(old, next)),
    ...pair(isSameKind),
  ];
  for (const [old, next] of pairs) compareShapes(old, next, comparison, inner);
  if (olds.size + nexts.size === 0) return;
  const rule =
    nexts.size === 0 ? 'TYPE_NARROWED' : olds.size === 0 ? 'TYPE_WIDENED' : 'TYPE_CHANGED';
  const place = placeOf(first(these), first(those), ['anyOf', 'oneOf', 'type', 'enum', 'const']);
  const { file, pointer } = place;
  comparison.report({ rule, file, pointer, was: describeShapes(these), is: describeShapes(those) });
};

/**
 * Compares what two schemas allow, member by member, and through references.
 *
 * Differences in a definition are reported at the definition, so that all references to it yield one
 * change. If a reference leads to another definition than before, they are reported at the
 * reference.
 */
export const compareSchemas = (old: Places, next: Places, comparison: Comparison): void => {
  // A queue: chains of references may be longer than the stack allows.
  const queue = [comparedOf(old, next, comparison)];
  const seen = new Set(queue);
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    one.differences.forEach(comparison.report);
    for (const inner of one.inner()) {
      if (seen.has(inner)) continue;
      seen.add(inner);
      queue.push(inner);
    }
  }
};

const EQUAL: Compared = { differences: [], inner: () => [] };

const comparedOf = (old: Places, next: Places, comparison: Comparison): Compared => {
  const [olds, nexts] = [distinctPlaces(old), distinctPlaces(next)];
  const key = keyOfComparison(olds, nexts, comparison.isMasked);
  const known = comparison.known.get(key) ?? compareOnce(olds, nexts, comparison);
  comparison.known.set(key, known);
  return known;
};

const compareOnce = (olds: Places, nexts: Places, comparison: Comparison): Compared => {
  const { idOf, markedIdOf } = comparison;
  const idsOf = (places: Places, definitions: Definitions): string =>
    places
      .map(({ schema }) => markedIdOf(schema, definitions))
      .sort((a, b) => a - b)
      .join();
  if (idsOf(olds, comparison.olds) === idsOf(nexts, comparison.nexts)) return EQUAL;
  const differences: Difference[] = [];
  const report = (difference: Difference): void => void differences.push(difference);
  const open: Parameters<CompareInner>[] = [];
  const inner: CompareInner = (...pair) => void open.push(pair);
  const pairs = pairsOf(olds, nexts, comparison.olds, comparison.nexts);
  for (const [{ title: was }, { title: is, file }] of pairs) {
    if (was !== is) report({ rule: 'TITLE_CHANGED', file, pointer: '/title', was, is });
  }
  const oldShapes = shapesOf(olds, {
    definitions: comparison.olds,
    paired: new Set(pairs.map(([{ title }]) => title)),
    idOf,
  });
  const nextShapes = shapesOf(nexts, {
    definitions: comparison.nexts,
    paired: new Set(pairs.map(([, { title }]) => title)),
    idOf,
  });
  if (oldShapes.length === 1 && nextShapes.length === 1) {
    compareShapes(first(oldShapes), first(nextShapes), { ...comparison, report }, inner);
  } else {
    compareAlternatives(byType(oldShapes), byType(nextShapes), { ...comparison, report }, inner);
  }
  let found: readonly Compared[] | undefined;
  return { differences, inner: () => (found ??= open.map((pair) => comparedOf(...pair))) };
};
