/** What registers tests: vitest, node:test, or another runner of that shape. */
export interface Runner {
  describe(name: string, suite: () => void): unknown;
  test(name: string, run: (context?: TestContext) => Promise<void>): unknown;
}

/** What a runner passes to a test. */
export interface TestContext {
  /** Marks the test as skipped. */
  skip?(reason?: string): void;
}

/** What every rule of a contract says about itself. */
export interface Rule {
  /** Stable: `ignore` and the messages name the rule by it. */
  readonly id: string;
  /** What is promised, in one sentence. */
  readonly promise: string;
  /** What goes wrong where the promise is broken. */
  readonly why: string;
  /** How to fix it. */
  readonly fix: string;
}

/** Rules that are not checked, by their ids, each with the reason. */
export type Ignored = Readonly<Record<string, string>>;

/** Returns the message of a broken rule: who breaks it, then a line for each fact, then the fix. */
export function violationText(
  { id, fix }: Pick<Rule, 'id' | 'fix'>,
  title: string,
  facts: Readonly<Record<string, string | undefined>>,
): string {
  const lines = Object.entries({ ...facts, fix }).flatMap(([name, text]) =>
    text === undefined ? [] : [`  ${name.padEnd(10)}${text}`],
  );
  return [`${id}: ${title}`, ...lines].join('\n');
}

/** Returns the first entry of `ignore` that is wrong, with what was expected in its place. */
export function ignoreIssue(
  rules: readonly Rule[],
  ignore: Ignored,
): { readonly id: string; readonly expected: 'rule' | 'reason' } | undefined {
  for (const [id, reason] of Object.entries(ignore)) {
    if (!rules.some((rule) => rule.id === id)) return { id, expected: 'rule' };
    if (reason.trim() === '') return { id, expected: 'reason' };
  }
  return undefined;
}

/**
 * Registers a contract as a suite: the tests of each rule that is not ignored. The suite's name says
 * what is not checked.
 *
 * @param testsOf - a rule's tests, by what each is about; `''` for all of it
 */
export function registerRules<R extends Rule>(
  { describe, test }: Runner,
  title: string,
  rules: readonly R[],
  ignore: Ignored,
  testsOf: (
    rule: R,
  ) => readonly (readonly [subject: string, run: (context?: TestContext) => Promise<void>])[],
  notes: readonly string[] = [],
): void {
  const all = [
    ...Object.entries(ignore).map(([id, reason]) => `${id} is not checked: ${reason}`),
    ...notes,
  ];
  describe(`${title} keeps the contract${all.length > 0 ? ` (${all.join('; ')})` : ''}`, () => {
    for (const rule of rules) {
      if (Object.hasOwn(ignore, rule.id)) continue;
      for (const [subject, run] of testsOf(rule))
        test(`${rule.id}${subject && ` (${subject})`}: ${rule.promise}`, run);
    }
  });
}

/** A rule with a real database or network may take longer than vitest's five seconds. */
const TIMEOUT_MS = 120_000;

/** Makes a runner of vitest's functions: one test after the other, with time enough. */
export const vitestRunner = (
  describe: { sequential(name: string, suite: () => void): unknown },
  test: (name: string, run: (context?: TestContext) => Promise<void>, timeoutMs: number) => unknown,
): Runner => ({
  describe: (name, suite) => describe.sequential(name, suite),
  test: (name, run) => test(name, run, TIMEOUT_MS),
});
