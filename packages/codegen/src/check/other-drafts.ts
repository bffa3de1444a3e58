import { isObject, show, step } from '@jackfield/plugin-kit/json';
import type { SourceFile, Sources } from '../load.js';
import { walkSchema } from '../walk.js';
import { originOf } from './report.js';

/** Keywords of other drafts that change what is valid: to ignore them would be wrong. */
const OTHER_DRAFTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['extends', 'disallow', 'divisibleBy'].map((name) => [name, 'draft-03'])),
  ...Object.fromEntries(
    [
      ...['$recursiveRef', '$recursiveAnchor', '$anchor', 'dependentRequired', 'dependentSchemas'],
      ...['unevaluatedProperties', 'unevaluatedItems', 'minContains', 'maxContains'],
    ].map((name) => [name, '2019-09']),
  ),
  ...Object.fromEntries(
    ['prefixItems', '$dynamicRef', '$dynamicAnchor'].map((name) => [name, '2020-12']),
  ),
};

/** A keyword of a draft that is not supported. */
interface Foreign {
  readonly pointer: string;
  readonly message: string;
  /** Whether its file has another `$schema`, so that the keyword has no meaning in it. */
  readonly isIgnored: boolean;
}

/**
 * Returns the keywords in a file that are of drafts that are not supported. Files of a mapping belong to
 * others, who do not change them: what they say is what their own `$schema` makes of it.
 */
export const keywordsOfOtherDrafts = (file: SourceFile, { wire }: Sources): readonly Foreign[] => {
  const isMapped = isObject(wire.json) && 'messages' in wire.json;
  const found: Foreign[] = [];
  for (const [pointer, schema] of walkSchema(file.json)) {
    if (!isObject(schema)) continue;
    for (const keyword of Object.keys(schema)) {
      if (!Object.hasOwn(OTHER_DRAFTS, keyword)) continue;
      const place = step(pointer, keyword);
      const { whole } = originOf(file, place)[0];
      const declared = isObject(whole) ? whole['$schema'] : undefined;
      found.push({
        pointer: place,
        message: `expected a keyword of draft-04, draft-06 or draft-07, received ${show(keyword)} of ${OTHER_DRAFTS[keyword] as string}`,
        isIgnored: isMapped && typeof declared === 'string' && /\bdraft-0[467]\b/.test(declared),
      });
    }
  }
  return found;
};
