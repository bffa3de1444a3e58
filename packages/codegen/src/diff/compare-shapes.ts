import type { Schema } from '../schema.js';
import { show } from '@jackfield/plugin-kit/json';
import { compareEnums, compareLimits } from './compare-values.js';
import { compareMarks, markOf } from './compare-marks.js';
import { first, placeOf, type Comparison, type Places } from './comparison.js';
import type { DiffRuleId } from './diff-rules.js';
import { describePlaces, describeShapes } from './describe-schema.js';
import { unnamed, type Shape } from './shape.js';

/** Compares the schemas within two shapes. */
export type CompareInner = (olds: Places, nexts: Places, comparison: Comparison) => void;

/** Whether a set contains types that the other does not; an integer is a number. */
const exceeds = (types: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...types].some((type) => !others.has(type) && !(type === 'integer' && others.has('number')));

/** Returns the rule for changed types; `undefined` if they are equal. */
const typeRule = ({ types: old }: Shape, { types: next }: Shape): DiffRuleId | undefined => {
  if (old === undefined || next === undefined) {
    if (old === next) return undefined;
    return old === undefined ? 'TYPE_NARROWED' : 'TYPE_WIDENED';
  }
  const [less, more] = [exceeds(old, next), exceeds(next, old)];
  if (less && more) return 'TYPE_CHANGED';
  return less ? 'TYPE_NARROWED' : more ? 'TYPE_WIDENED' : undefined;
};

/** Whether a shape needs a member, always or as one of several, that it need not define. */
const isNeeded = ({ required, conditions }: Shape, name: string): boolean =>
  required.has(name) ||
  conditions.some((sets) => sets.some((set) => (JSON.parse(set) as string[]).includes(name)));

const compareMembers = (
  old: Shape,
  next: Shape,
  comparison: Comparison,
  inner: CompareInner,
): void => {
  const { report } = comparison;
  for (const [name, before] of old.members) {
    if (next.members.has(name)) continue;
    const { file, pointer } = first(before);
    report({ rule: 'MEMBER_REMOVED', file, pointer, was: describePlaces(before), is: 'nothing' });
    const after = unnamed(next, name);
    if (after.length > 0) inner(before, after, comparison);
  }
  for (const [name, after] of next.members) {
    const before = old.members.get(name);
    const { file, pointer } = first(after);
    const [was, is] = [old.required.has(name), next.required.has(name)];
    if (before === undefined) {
      const said = describePlaces(after) + (is ? ', required' : '');
      const harmless = !is && !isNeeded(old, name);
      report({ rule: 'MEMBER_ADDED', file, pointer, was: 'nothing', is: said, harmless });
      const others = unnamed(old, name);
      if (others.length > 0) inner(others, after, comparison);
      continue;
    }
    const place = { file, pointer };
    if (is && !was) report({ rule: 'MEMBER_REQUIRED', ...place, was: 'optional', is: 'required' });
    if (was && !is) report({ rule: 'MEMBER_OPTIONAL', ...place, was: 'required', is: 'optional' });
    inner(before, after, comparison);
  }
  for (const name of new Set([...old.required, ...next.required])) {
    if (next.members.has(name)) continue;
    // MEMBER_REMOVED says it.
    if (old.members.has(name) && !next.required.has(name)) continue;
    const [was, is] = [old.required.has(name), next.required.has(name)];
    if (was === is) continue;
    const { file, pointer } = placeOf(old, next, ['required']);
    const [rule, before, after] = is
      ? (['MEMBER_REQUIRED', 'optional', 'required'] as const)
      : (['MEMBER_OPTIONAL', 'required', 'optional'] as const);
    const said = (state: string): string => `${show(name)} ${state}`;
    report({ rule, file, pointer, was: said(before), is: said(after) });
  }
};

const ANYTHING: Schema = {};

/** A part without a schema allows any value. */
const anything = (places: Places): Places => [{ ...first(places), schema: ANYTHING }];

/** Compares two alternatives: their annotations, types, values, limits, and inner schemas. */
export const compareShapes = (
  old: Shape,
  next: Shape,
  comparison: Comparison,
  inner: CompareInner,
): void => {
  const { report } = comparison;
  compareMarks(old, next, comparison);
  const rule = typeRule(old, next);
  if (rule !== undefined) {
    const { file, pointer } = placeOf(old, next, ['type', 'enum', 'const']);
    report({ rule, file, pointer, was: describeShapes([old]), is: describeShapes([next]) });
    // The rest differs as a consequence, and is not reported.
    const isNothing = [old, next].some(({ types }) => types?.size === 0);
    if (rule === 'TYPE_CHANGED' || isNothing) return;
  }
  for (const { keywords, ...change } of [...compareEnums(old, next), ...compareLimits(old, next)]) {
    const { file, pointer } = placeOf(old, next, keywords);
    report({ ...change, file, pointer });
  }
  const isMasked = comparison.isMasked === true || markOf(next.layers, 'x-personal') !== undefined;
  const within = { ...comparison, isMasked };
  compareMembers(old, next, within, inner);
  const compare = (before: Places, after: Places): void => {
    if (before.length + after.length === 0) return;
    inner(
      before.length > 0 ? before : anything(after),
      after.length > 0 ? after : anything(before),
      within,
    );
  };
  for (const part of ['items', 'records', 'keys'] as const) compare(old[part], next[part]);
  const count = Math.max(old.prefix.length, next.prefix.length);
  for (let index = 0; index < count; index += 1) {
    compare(old.prefix[index] ?? old.items, next.prefix[index] ?? next.items);
  }
  for (const pattern of new Set([...old.named.keys(), ...next.named.keys()])) {
    compare(old.named.get(pattern) ?? old.records, next.named.get(pattern) ?? next.records);
  }
  compareDependencies(old, next, within, inner);
};

const compareDependencies = (
  old: Shape,
  next: Shape,
  comparison: Comparison,
  inner: CompareInner,
): void => {
  for (const name of new Set([...old.dependencies.keys(), ...next.dependencies.keys()])) {
    const [before, after] = [old.dependencies.get(name), next.dependencies.get(name)];
    if (before !== undefined && after !== undefined) {
      inner(before, after, comparison);
      continue;
    }
    const { file, pointer } = first((after ?? before) as Places);
    const said = (places: Places | undefined): string =>
      places === undefined ? 'nothing' : describePlaces(places);
    const rule = before === undefined ? 'LIMIT_TIGHTENED' : 'LIMIT_RELAXED';
    const isUnknown = [old, next].some(
      (shape) => !shape.members.has(name) && !isNeeded(shape, name),
    );
    const change = { file, pointer, was: said(before), is: said(after) };
    comparison.report({ rule, ...change, harmless: isUnknown });
  }
};
