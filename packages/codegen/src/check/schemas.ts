import { isObject, show, step, isPrimitive } from '@jackfield/plugin-kit/json';
import { isStrings } from '../json.js';
import type { SourceFile, Sources } from '../load.js';
import { walkSchema } from '../walk.js';
import { isExponential } from './backtracking.js';
import { keywordsOfOtherDrafts } from './other-drafts.js';
import type { Report } from './report.js';

/** Checks that types, validators and masks can all express a schema. */
export const checkSchemas = (sources: Sources, report: Report): void => {
  const { messages, definitions } = sources;
  for (const file of [...messages, ...definitions]) {
    checkFile(file, report);
    for (const { pointer, message, isIgnored } of keywordsOfOtherDrafts(file, sources)) {
      if (!isIgnored) report.add(file, pointer, 'KEYWORD_UNSUPPORTED', message);
    }
  }
};

/** Not as a key of a table, and not as UTF-8, can such a name be written. */
const isUnsafe = (name: string): boolean => name === '__proto__' || /\p{Surrogate}/u.test(name);

const checkFile = (file: SourceFile, report: Report): void => {
  for (const [pointer, schema] of walkSchema(file.json)) {
    if (!isObject(schema)) continue;
    const { properties, required, additionalProperties, pattern } = schema;
    if (pointer !== '' && 'title' in schema) {
      report.add(
        file,
        step(pointer, 'title'),
        'TITLE_NESTED',
        `expected no title here, received ${show(schema['title'])}`,
      );
    }
    if (isStrings(required)) {
      for (const [index, name] of required.entries()) {
        if (isUnsafe(name)) {
          const place = step(step(pointer, 'required'), index);
          report.add(file, place, 'MEMBER_UNSAFE', `expected another name, received ${show(name)}`);
          continue;
        }
        if (isObject(properties) && Object.hasOwn(properties, name)) continue;
        // A condition on members that the parent schema defines.
        if (properties === undefined && /\/(anyOf|allOf)\/\d+$/.test(pointer)) continue;
        const place = step(step(pointer, 'required'), index);
        report.add(
          file,
          place,
          'REQUIRED_UNDEFINED',
          `expected a member of "properties", received ${show(name)}`,
        );
      }
    }
    if (isObject(properties) && isObject(additionalProperties)) {
      const typed = Object.keys(additionalProperties).some((keyword) => keyword !== 'description');
      if (typed && Object.keys(properties).length > 0) {
        report.add(
          file,
          step(pointer, 'additionalProperties'),
          'MEMBERS_MIXED',
          'expected "properties" or "additionalProperties", received both',
        );
      }
    }
    for (const keyword of ['properties', 'dependencies'] as const) {
      const members = schema[keyword];
      for (const name of isObject(members) ? Object.keys(members) : []) {
        if (!isUnsafe(name)) continue;
        const place = step(step(pointer, keyword), name);
        report.add(file, place, 'MEMBER_UNSAFE', `expected another name, received ${show(name)}`);
      }
    }
    const { patternProperties } = schema;
    const patterns: readonly (readonly [place: string, pattern: string])[] = [
      ...(typeof pattern === 'string' ? [[step(pointer, 'pattern'), pattern] as const] : []),
      ...Object.keys(isObject(patternProperties) ? patternProperties : {}).map(
        (name) => [step(step(pointer, 'patternProperties'), name), name] as const,
      ),
    ];
    for (const [place, text] of patterns) {
      const isSlow = isExponential(text);
      if (isSlow === false) continue;
      const advice =
        'repeat no group that itself ends or begins with a repetition, and let alternatives begin with different characters';
      const expected =
        isSlow === undefined
          ? 'a shorter pattern (this one is too long to analyse)'
          : `a pattern that matches a text in one way only (${advice})`;
      const message = `expected ${expected}, received ${show(text)}`;
      report.add(file, place, 'PATTERN_BACKTRACKS', message);
    }
    for (const keyword of ['enum', 'const']) {
      const values = [schema[keyword]].flat();
      if (values.every(isPrimitive)) continue;
      report.add(
        file,
        step(pointer, keyword),
        'VALUE_UNSUPPORTED',
        `expected strings, numbers, booleans or null, received ${show(schema[keyword])}`,
      );
    }
  }
};
