import { CodegenError } from '../errors.js';

/** The functions that {@link shareIssues} calls. */
export const ISSUE_HELPERS = `
function issue(issues, pointer, keyword, limit) {
  issues.push({ pointer, keyword, limit });
}

function step(key) {
  return key.replace(/~/g, "~0").replace(/\\//g, "~1");
}
`;

/** What follows a valid `anyOf`: the issues of its branches are dropped. */
const RESET =
  /errors = (_errs\d+);\nif\(vErrors !== null\)\{\nif\(\1\)\{\nvErrors\.length = \1;\n\}\nelse \{\nvErrors = null;\n\}\n\}/g;

/** The end of a branch of `anyOf`, which runs only while no branch is valid. */
const BRANCH = /var _valid\d+ = (_errs\d+ === issues\.length);\n(valid\d+) = \2 \|\| _valid\d+;/g;

/** The start of `anyOf` and its first branch. */
const FIRST_BRANCH =
  /const (_errs\d+) = issues\.length;\nlet (valid\d+) = false;\nconst (_errs\d+) = issues\.length;(\n[^]*?)\2 = \3 === issues\.length;/g;

/** Counts of the issues, one after the other: all are equal. */
const COUNTS =
  /const (_errs\d+) = issues\.length;\n((?:let \w+ = \w+;\n|const _errs\d+ = issues\.length;\n)+)/g;

/** The result of a check that is read at once, and nowhere else. */
const RESULT =
  /var (?<name>_valid\d+) = (?<value>_errs\d+ === issues\.length|true|false);\n(?<use>if\(!?|const \w+ = )\k<name>(?=[;)])/g;

const resultUsed = (...found: readonly unknown[]): string => {
  const { value, use } = found.at(-1) as Readonly<Record<'value' | 'use', string>>;
  const isCompared = value.includes('===');
  return use.endsWith('!') && isCompared
    ? use.slice(0, -1) + value.replace('===', '!==')
    : use + value;
};

const countedOnce = (text: string): string => {
  const same = new Map<string, string>();
  const once = text.replace(COUNTS, (_all, first: string, rest: string) => {
    const others = rest.replace(/const (_errs\d+) = issues\.length;\n/g, (_count, name: string) => {
      same.set(name, first);
      return '';
    });
    return `const ${first} = issues.length;\n${others}`;
  });
  return same.size === 0 ? text : once.replace(/\b_errs\d+\b/g, (name) => same.get(name) ?? name);
};

/**
 * Rewrites a function so that all functions add to one list of issues, in place of a list and a counter
 * for each: the time is linear in the number of issues, and the code is shorter.
 */
export const shareIssues = (text: string): string => {
  const shared = countedOnce(
    text
      .replace('let vErrors = null;\nlet errors = 0;\n', '')
      .replace('(data, path = "")', '(data, path = "", issues = [])')
      .replace(RESET, 'issues.length = $1;')
      .replace('.errors = null;', '.errors = issues;')
      .replace(/vErrors = issue\(vErrors, /g, 'issue(issues, ')
      .replace(/errors\+\+;\n/g, '')
      .replace(/(?<==) errors;/g, ' issues.length;')
      .replace(BRANCH, '$2 = $1;')
      .replace(FIRST_BRANCH, 'const $1 = issues.length;$4let $2 = $1 === issues.length;')
      .replace(
        /\.errors = vErrors;\nreturn errors === 0;/,
        '.errors = issues;\nreturn issues.length === 0;',
      )
      .replace(/(\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'step($1)')
      .replace(RESULT, resultUsed),
  );
  if (/\bvErrors\b|[^.]\berrors\b/.test(shared))
    throw new CodegenError(
      'VALIDATOR_NOT_STANDALONE',
      `A validator has an unknown form: ${shared}`,
    );
  return shared;
};
