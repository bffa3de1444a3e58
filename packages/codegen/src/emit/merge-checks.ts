/** The functions that replace the runs of checks that {@link mergeChecks} merges. */
export const MERGE_HELPERS = `
function needed(issues, object, path, names) {
  for (const name of names) {
    if (object[name] === undefined) issue(issues, path, "required", name);
  }
}

function typed(issues, object, path, type, names) {
  for (const name of names) {
    const value = object[name];
    if (value !== undefined && typeof value !== type) issue(issues, path + "/" + name, "type", type);
  }
}
`;

const NEEDED =
  /if\((?<object>\w+)\.(?<name>\w+) === undefined\)\{\nvErrors = issue\(vErrors, (?<path>[^\n]+), "required", "\k<name>"\);\nerrors\+\+;\n\}\n/g;

const TYPED =
  /if\((?<object>\w+)\.(?<name>\w+) !== undefined\)\{\n(?:let (?<local>\w+) = \k<object>\.\k<name>;\n)?if\((?:typeof \k<object>\.\k<name> !== "\w+"|!\(typeof \k<local> == "number"\))\)\{\nvErrors = issue\(vErrors, (?<path>[^\n]+)\/\k<name>", "type", "(?<type>string|boolean|number)"\);\nerrors\+\+;\n\}\n\}\n/g;

interface Check {
  readonly object: string;
  readonly name: string;
  readonly path: string;
  readonly type?: string;
}

const fold = (
  text: string,
  pattern: RegExp,
  call: (check: Check, names: string) => string,
): string => {
  let result = '';
  let done = 0;
  let run: { readonly check: Check; readonly names: string[] } | undefined;
  const flush = (): void => {
    if (run === undefined) return;
    const { check, names } = run;
    result += `${call(check, JSON.stringify(names))};\n`;
    run = undefined;
  };
  for (const match of text.matchAll(pattern)) {
    const check = match.groups as unknown as Check;
    const same =
      match.index === done &&
      run?.check.object === check.object &&
      run.check.path === check.path &&
      run.check.type === check.type;
    if (same) {
      run?.names.push(check.name);
    } else {
      flush();
      result += text.slice(done, match.index);
      run = { check, names: [check.name] };
    }
    done = match.index + match[0].length;
  }
  flush();
  return result + text.slice(done);
};

/**
 * Merges runs of similar checks: of required members, and of members of one plain type.
 *
 * Each name then occurs once instead of three times. Code of another shape stays unchanged.
 */
export const mergeChecks = (text: string): string => {
  const needed = fold(
    text,
    NEEDED,
    ({ object, path }, names) => `needed(issues, ${object}, ${path}, ${names})`,
  );
  return fold(needed, TYPED, ({ object, path, type }, names) => {
    const parent = `${path}"`.replace(/\+""$/, '');
    return `typed(issues, ${object}, ${parent}, "${type}", ${names})`;
  });
};
