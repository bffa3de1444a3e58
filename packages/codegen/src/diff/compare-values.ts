import { isMultiple } from '@jackfield/plugin-kit/multiples';
import { isStricter, LIMITS, type Bound, type Limit, type Shape } from './shape.js';
import { formatList } from './describe-schema.js';
import type { DiffRuleId } from './diff-rules.js';
import type { Schema } from '../schema.js';

/** A change of the allowed values; `keywords` determine its place. */
export interface ValueChange {
  readonly rule: DiffRuleId;
  readonly keywords: readonly (keyof Schema)[];
  readonly was: string;
  readonly is: string;
  readonly harmless?: boolean;
}

const without = (list: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others);
  return list.filter((item) => !known.has(item));
};

const quoted = (values: readonly string[]): readonly string[] =>
  values.map((value) => JSON.stringify(value));

const ENUM = ['enum', 'const', 'x-open-enum'] as const;

/** Compares two enumerations. */
export const compareEnums = (old: Shape, next: Shape): readonly ValueChange[] => {
  const isClosed = old.values !== undefined && next.values !== undefined;
  if (!isClosed && old.values !== next.values) {
    const [was, is] = [old, next].map(({ values, known }) =>
      values === undefined ? formatList([...quoted(known), 'any other']) : formatList(values),
    ) as [string, string];
    const rule = next.values === undefined ? 'ENUM_OPENED' : 'ENUM_CLOSED';
    return [{ rule, keywords: ENUM, was, is }];
  }
  const olds = old.values ?? quoted(old.known);
  const nexts = next.values ?? quoted(next.known);
  const harmless = !isClosed;
  const change = (rule: DiffRuleId, was: string, is: string): ValueChange => ({
    rule,
    keywords: ENUM,
    was,
    is,
    harmless,
  });
  return [
    ...without(nexts, olds).map((value) => change('ENUM_VALUE_ADDED', 'nothing', value)),
    ...without(olds, nexts).map((value) => change('ENUM_VALUE_REMOVED', value, 'nothing')),
  ];
};

const said = (kind: 'least' | 'most', bound: Bound | undefined): string => {
  if (bound === undefined) return 'no limit';
  const words = kind === 'least' ? 'more than' : 'less than';
  return bound.isOpen ? `${words} ${bound.value}` : String(bound.value);
};

/** The keywords of a limit. */
const keywordsOf = (limit: Limit): readonly (keyof Schema)[] => {
  if (limit === 'minimum') return [limit, 'exclusiveMinimum'];
  return limit === 'maximum' ? [limit, 'exclusiveMaximum'] : [limit];
};

/** Whether each number of a list divides one of another. */
const divide = (factors: readonly number[], others: readonly number[]): boolean =>
  factors.every((factor) => others.some((other) => isMultiple(other, factor)));

/** Compares lengths, numbers, counts, patterns and conditions. */
export const compareLimits = (old: Shape, next: Shape): readonly ValueChange[] => {
  const changes: ValueChange[] = [];
  for (const [limit, kind] of Object.entries(LIMITS) as [Limit, 'least' | 'most'][]) {
    const [was, is] = [old.limits.get(limit), next.limits.get(limit)];
    const isTighter = is !== undefined && (was === undefined || isStricter(kind, is, was));
    const isLooser = was !== undefined && (is === undefined || isStricter(kind, was, is));
    if (!isTighter && !isLooser) continue;
    const rule = isTighter ? 'LIMIT_TIGHTENED' : 'LIMIT_RELAXED';
    const keywords = keywordsOf(limit);
    changes.push({ rule, keywords, was: said(kind, was), is: said(kind, is) });
  }
  const [less, more] = [divide(next.factors, old.factors), divide(old.factors, next.factors)];
  if (!less || !more) {
    const rule = more ? 'LIMIT_TIGHTENED' : less ? 'LIMIT_RELAXED' : 'PATTERN_CHANGED';
    const [was, is] = [old, next].map(({ factors }) => formatList(factors.map(String)));
    changes.push({ rule, keywords: ['multipleOf'], was: String(was), is: String(is) });
  }
  // All patterns must match, and of each list of conditions one: another one allows fewer values.
  const compareAll = (
    olds: readonly string[],
    nexts: readonly string[],
    ...keywords: readonly (keyof Schema)[]
  ): void => {
    const isGone = without(olds, nexts).length > 0;
    const isNew = without(nexts, olds).length > 0;
    if (!isGone && !isNew) return;
    const rule = !isGone ? 'LIMIT_TIGHTENED' : isNew ? 'PATTERN_CHANGED' : 'LIMIT_RELAXED';
    changes.push({ rule, keywords, was: formatList(olds), is: formatList(nexts) });
  };
  compareAll(old.patterns, next.patterns, 'pattern', 'format');
  for (const keyword of ['not', 'if', 'contains', 'oneOf', 'uniqueItems'] as const) {
    const textsIn = ({ others }: Shape, { others: known }: Shape): readonly string[] =>
      [...others].flatMap(([id, one]) =>
        one.keyword === keyword && !known.has(id) ? [one.text] : [],
      );
    compareAll(textsIn(old, next), textsIn(next, old), keyword);
  }

  const textsOf = ({ conditions }: Shape): readonly string[] =>
    Array.from(new Set(conditions.map((sets) => JSON.stringify(sets))));
  const lists = [textsOf(old), textsOf(next)] as const;
  const [olds, nexts] = [without(lists[0], lists[1]), without(lists[1], lists[0])];
  const [only, other] = [olds, nexts].map((texts) =>
    texts.length === 1 ? (JSON.parse(texts[0] as string) as readonly string[]) : undefined,
  );
  if (only === undefined || other === undefined) {
    const said = (texts: readonly string[]): readonly string[] =>
      texts.map((text) => (JSON.parse(text) as readonly string[]).join(' or '));
    compareAll(said(olds), said(nexts), 'anyOf');
    return changes;
  }
  // Of one list, one set is needed: another set allows more values.
  const [isGone, isNew] = [without(only, other).length > 0, without(other, only).length > 0];
  const rule = !isNew ? 'LIMIT_TIGHTENED' : isGone ? 'PATTERN_CHANGED' : 'LIMIT_RELAXED';
  changes.push({ rule, keywords: ['anyOf'], was: formatList(only), is: formatList(other) });
  return changes;
};
