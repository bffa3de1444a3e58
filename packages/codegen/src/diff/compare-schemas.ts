import { compareShapes } from './compare-shapes.js';
import {
  distinctPlaces,
  first,
  keyOfComparison,
  placeOf,
  type Comparison,
  type Places,
} from './comparison.js';
import { pairsOf } from './place.js';
import { describeShapes } from './describe-schema.js';
import { byType, shapesOf, type Shape } from './shape.js';

/** The kind by which alternatives of both sides are paired. */
const kindOf = ({ types }: Shape): string => [...(types ?? [])].join().replace('integer', 'number');

const isEqual = (old: Shape, next: Shape, comparison: Comparison): boolean => {
  let isSame = true;
  const report = (): void => void (isSame = false);
  const seen = new Set(comparison.seen);
  compareShapes(old, next, { ...comparison, report, seen }, compareSchemas);
  return isSame;
};

/** Removes equal alternatives, compares those of one kind, and reports the others. */
const compareAlternatives = (
  these: readonly Shape[],
  those: readonly Shape[],
  comparison: Comparison,
): void => {
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
  pair((old, next) => isEqual(old, next, comparison));
  for (const [old, next] of pair((one, other) => kindOf(one) === kindOf(other))) {
    compareShapes(old, next, comparison, compareSchemas);
  }
  if (olds.size + nexts.size === 0) return;
  const rule =
    nexts.size === 0 ? 'TYPE_NARROWED' : olds.size === 0 ? 'TYPE_WIDENED' : 'TYPE_CHANGED';
  const place = placeOf(first(these), first(those), ['anyOf', 'type', 'enum', 'const']);
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
export function compareSchemas(old: Places, next: Places, comparison: Comparison): void {
  const [olds, nexts] = [distinctPlaces(old), distinctPlaces(next)];
  const key = keyOfComparison(olds, nexts, comparison.isMasked);
  if (comparison.seen.has(key)) return;
  comparison.seen.add(key);
  const pairs = pairsOf(olds, nexts, comparison.olds, comparison.nexts);
  for (const [{ title: was }, { title: is, file }] of pairs) {
    if (was !== is) comparison.report({ rule: 'TITLE_CHANGED', file, pointer: '/title', was, is });
  }
  const oldTitles = new Set(pairs.map(([{ title }]) => title));
  const nextTitles = new Set(pairs.map(([, { title }]) => title));
  const oldShapes = shapesOf(olds, comparison.olds, oldTitles);
  const nextShapes = shapesOf(nexts, comparison.nexts, nextTitles);
  if (oldShapes.length === 1 && nextShapes.length === 1) {
    compareShapes(first(oldShapes), first(nextShapes), comparison, compareSchemas);
  } else compareAlternatives(byType(oldShapes), byType(nextShapes), comparison);
}
