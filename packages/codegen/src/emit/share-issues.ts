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

/** A call of another function, whose issues Ajv adds by copying the list: quadratic for many entries. */
const CALL =
  /if\(!\((?<call>\w+\([^\n]+)\)\)\)\{\nvErrors = vErrors === null [^\n]+\nerrors = vErrors\.length;\n\}/g;

/** What follows a valid `anyOf`: the issues of its branches are dropped. */
const RESET =
  /errors = (_errs\d+);\nif\(vErrors !== null\)\{\nif\(\1\)\{\nvErrors\.length = \1;\n\}\nelse \{\nvErrors = null;\n\}\n\}/g;

/** The end of a branch of `anyOf`, which runs only while no branch is valid. */
const BRANCH = /var _valid\d+ = (_errs\d+ === issues\.length);\n(valid\d+) = \2 \|\| _valid\d+;/g;

/** The start of `anyOf` and its first branch. */
const FIRST_BRANCH =
  /const (_errs\d+) = issues\.length;\nlet (valid\d+) = false;\nconst (_errs\d+) = issues\.length;(\n[^]*?)\2 = \3 === issues\.length;/g;

/**
 * Rewrites a function so that all functions add to one list of issues, in place of a list and a counter
 * for each: the time is linear in the number of issues, and the code is shorter.
 */
export const shareIssues = (text: string): string => {
  const shared = text
    .replace('let vErrors = null;\nlet errors = 0;\n', '')
    .replace('(data, path = "")', '(data, path = "", issues = [])')
    .replace(CALL, '$<call>, issues);')
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
    .replace(/(\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'step($1)');
  if (/\bvErrors\b|[^.]\berrors\b/.test(shared))
    throw new CodegenError(
      'VALIDATOR_NOT_STANDALONE',
      `A validator has an unknown form: ${shared}`,
    );
  return shared;
};
