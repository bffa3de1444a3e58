import type { Schema } from '../schema.js';
import { placeOf, type Comparison, type Places } from './comparison.js';
import type { DiffRuleId } from './diff-rules.js';
import { formatList } from './describe-schema.js';
import type { Shape } from './shape.js';

/** Returns the value of a keyword in the first of several schemas that has it. */
export const markOf = <K extends keyof Schema>(layers: Places, keyword: K): Schema[K] | undefined =>
  layers.map(({ schema }) => schema[keyword]).find((said) => said !== undefined);

/** Compares the annotations of two shapes. */
export const compareMarks = (old: Shape, next: Shape, comparison: Comparison): void => {
  const { report, versions, isMasked = false } = comparison;

  const compare = (
    keyword: 'x-personal' | 'x-unit' | 'x-deprecated',
    rule: DiffRuleId,
    isHarmless: (was: string | undefined, is: string | undefined) => boolean,
  ): void => {
    const [was, is] = [markOf(old.layers, keyword), markOf(next.layers, keyword)];
    if (was === is) return;
    const { file, pointer } = placeOf(old, next, [keyword]);
    const harmless = isHarmless(was, is);
    report({ rule, file, pointer, was: was ?? 'nothing', is: is ?? 'nothing', harmless });
  };
  compare('x-personal', 'MASK_CHANGED', (_was, is) => isMasked || is !== undefined);
  compare('x-unit', 'UNIT_CHANGED', (was, is) => was === undefined || is === undefined);
  compare('x-deprecated', 'DEPRECATION_CHANGED', () => true);

  /** The common versions that have it; all if none is listed. */
  const versionsOf = ({ layers }: Shape): readonly string[] => {
    const listed = markOf(layers, 'x-versions');
    return versions.filter((version) => listed?.includes(version) ?? true);
  };
  const [before, after] = [versionsOf(old), versionsOf(next)];
  if (before.join() === after.join()) return;
  const { file, pointer } = placeOf(old, next, ['x-versions']);
  const harmless = before.every((version) => after.includes(version));
  const [was, is] = [formatList(before), formatList(after)];
  report({ rule: 'MEMBER_VERSIONS_CHANGED', file, pointer, was, is, harmless });
};
