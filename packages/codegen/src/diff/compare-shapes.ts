import { compareEnums, compareLimits } from './compare-values.js';
import { compareMarks, markOf } from './compare-marks.js';
import { first, placeOf, type Comparison, type Places } from './comparison.js';
import type { DiffRuleId } from './diff-rules.js';
import { sayPlaces, sayShapes } from './say.js';
import type { Shape } from './shape.js';

/** Compares what is within two shapes. */
export type CompareInner = (olds: Places, nexts: Places, comparison: Comparison) => void;

/** Whether one has types that the other has not; an integer is a number. */
const exceeds = (types: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...types].some((type) => !others.has(type) && !(type === 'integer' && others.has('number')));

/** What became of the types: the rule, or `undefined` where they are the same. */
const typeRule = ({ types: old }: Shape, { types: next }: Shape): DiffRuleId | undefined => {
  if (old === undefined || next === undefined) {
    if (old === next) return undefined;
    return old === undefined ? 'TYPE_NARROWED' : 'TYPE_WIDENED';
  }
  const [less, more] = [exceeds(old, next), exceeds(next, old)];
  if (less && more) return 'TYPE_CHANGED';
  return less ? 'TYPE_NARROWED' : more ? 'TYPE_WIDENED' : undefined;
};

const compareMembers = (
  old: Shape,
  next: Shape,
  comparison: Comparison,
  inner: CompareInner,
): void => {
  const { tell } = comparison;
  for (const [name, before] of old.members) {
    if (next.members.has(name)) continue;
    const { file, pointer } = first(before);
    tell({ rule: 'MEMBER_REMOVED', file, pointer, was: sayPlaces(before), is: 'nothing' });
  }
  for (const [name, after] of next.members) {
    const before = old.members.get(name);
    const { file, pointer } = first(after);
    const [was, is] = [old.required.has(name), next.required.has(name)];
    if (before === undefined) {
      const said = sayPlaces(after) + (is ? ', required' : '');
      tell({ rule: 'MEMBER_ADDED', file, pointer, was: 'nothing', is: said, harmless: !is });
      continue;
    }
    const place = { file, pointer };
    if (is && !was) tell({ rule: 'MEMBER_REQUIRED', ...place, was: 'optional', is: 'required' });
    if (was && !is) tell({ rule: 'MEMBER_OPTIONAL', ...place, was: 'required', is: 'optional' });
    inner(before, after, comparison);
  }
};

/** What nothing is said of may be anything. */
const anything = (places: Places): Places => [{ ...first(places), schema: {} }];

/** Compares two alternatives: their annotations, types, values and limits, and what is within. */
export const compareShapes = (
  old: Shape,
  next: Shape,
  comparison: Comparison,
  inner: CompareInner,
): void => {
  const { tell } = comparison;
  compareMarks(old, next, comparison);
  const rule = typeRule(old, next);
  if (rule !== undefined) {
    const { file, pointer } = placeOf(old, next, ['type', 'enum', 'const']);
    tell({ rule, file, pointer, was: sayShapes([old]), is: sayShapes([next]) });
    // All that follows is different too, which says no more.
    if (rule === 'TYPE_CHANGED') return;
  }
  for (const { keywords, ...change } of [...compareEnums(old, next), ...compareLimits(old, next)]) {
    const { file, pointer } = placeOf(old, next, keywords);
    tell({ ...change, file, pointer });
  }
  const isMasked = comparison.isMasked === true || markOf(next.layers, 'x-personal') !== undefined;
  const within = { ...comparison, isMasked };
  compareMembers(old, next, within, inner);
  for (const part of ['items', 'records', 'keys'] as const) {
    const [before, after] = [old[part], next[part]];
    if (before.length + after.length === 0) continue;
    inner(
      before.length > 0 ? before : anything(after),
      after.length > 0 ? after : anything(before),
      within,
    );
  }
};
