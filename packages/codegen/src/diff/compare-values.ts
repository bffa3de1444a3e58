import { LIMITS, type Limit, type Shape } from './shape.js';
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

const without = (list: readonly string[], others: readonly string[]): readonly string[] =>
  list.filter((item) => !others.includes(item));

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

const said = (value: number | undefined): string =>
  value === undefined ? 'no limit' : String(value);

/** Compares lengths, numbers, counts, patterns and conditions. */
export const compareLimits = (old: Shape, next: Shape): readonly ValueChange[] => {
  const changes: ValueChange[] = [];
  for (const [limit, kind] of Object.entries(LIMITS) as [Limit, 'least' | 'most'][]) {
    const [was, is] = [old.limits.get(limit), next.limits.get(limit)];
    if (was === is) continue;
    const none = kind === 'least' ? -Infinity : Infinity;
    const grows = (is ?? none) > (was ?? none);
    const rule = grows === (kind === 'least') ? 'LIMIT_TIGHTENED' : 'LIMIT_RELAXED';
    changes.push({ rule, keywords: [limit], was: said(was), is: said(is) });
  }
  const lists = [
    [old.patterns, next.patterns, 'pattern'],
    [old.conditions, next.conditions, 'anyOf'],
  ] as const;
  for (const [olds, nexts, keyword] of lists) {
    const isGone = without(olds, nexts).length > 0;
    const isNew = without(nexts, olds).length > 0;
    if (!isGone && !isNew) continue;
    // All patterns must match, but only one condition must: a second condition allows more values.
    const [first, last] = [olds.length === 0, nexts.length === 0];
    const tightens = keyword === 'pattern' ? isNew : first || (isGone && !last);
    const relaxes = keyword === 'pattern' ? isGone : last || (isNew && !first);
    const rule = !relaxes ? 'LIMIT_TIGHTENED' : tightens ? 'PATTERN_CHANGED' : 'LIMIT_RELAXED';
    changes.push({ rule, keywords: [keyword], was: formatList(olds), is: formatList(nexts) });
  }
  return changes;
};
