// Makes each change of {packages,apps,examples}/*/test/mutation/mutations.ts in turn, in a copy of the
// repository, and expects the test of it to fail: a check that can be deleted while all tests pass is untested.
// `npm run test:mutation -- <text>` runs only the mutations whose names contain that text.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from '../../packages/core/test/mutation/mutation.js';
import { FOLDERS, PACKAGES, readMutations, ROOT } from './read-mutations.js';

const COPIED = [
  ...FOLDERS,
  'schemas',
  'scripts',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.test-d.json',
  'vitest.config.ts',
];

/** As in `npm run test:all`: a rare failure needs many random messages. */
const FUZZ_MESSAGES = '100000';

/** A hanging test detects no mutation, so the limit is short. */
const TEST_MS = 10_000;
/** Most mutations make a test wait in vain. */
const JACKFIELD_POLL_MS = '5000';

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

const children = new Set<ChildProcess>();
const folders: string[] = [];

function cleanUp(): void {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** What the package at `path` is called. */
const nameOf = (path: string): string =>
  (JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8')) as { name: string }).name;

/** A copy of what the tests need. Its packages are its own, all else in node_modules is shared. */
async function copyRepository(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'jackfield-mutations-'));
  folders.push(copy);
  for (const path of COPIED) {
    await cp(join(ROOT, path), join(copy, path), {
      recursive: true,
      filter: (from) => !/[\\/](node_modules|dist|coverage)$/.test(from),
    });
  }
  const modules = join(copy, 'node_modules');
  await mkdir(join(modules, '@jackfield'), { recursive: true });
  const names = new Set(PACKAGES.map(nameOf));
  for (const name of await readdir(join(ROOT, 'node_modules'))) {
    // Caches would be written to, and the packages are what is broken here.
    if (name === '@jackfield' || names.has(name) || (name.startsWith('.') && name !== '.bin'))
      continue;
    await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
  for (const path of PACKAGES) {
    await symlink(join(copy, path), join(modules, nameOf(path)));
    // What npm could not share among all workspaces.
    const own = join(ROOT, path, 'node_modules');
    if (existsSync(own)) await symlink(own, join(copy, path, 'node_modules'));
  }
  return copy;
}

/** Runs tests in `copy`; returns the result of each, or `undefined` if they could not be loaded. */
async function runTests(
  copy: string,
  files: readonly string[],
  name?: string,
): Promise<readonly TestResult[] | undefined> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const pattern = name?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...['--reporter', 'json', '--outputFile', report],
      ...['--testTimeout', String(TEST_MS)],
      ...(pattern === undefined ? [] : ['--testNamePattern', pattern]),
      ...files,
    ],
    { cwd: copy, stdio: 'ignore', env: { ...process.env, FUZZ_MESSAGES, JACKFIELD_POLL_MS } },
  );
  children.add(child);
  await new Promise((resolve) => child.on('close', resolve));
  children.delete(child);
  if (!existsSync(report)) return undefined;
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    testResults: readonly { assertionResults: readonly TestResult[] }[];
  };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return results.filter(({ status }) => status === 'passed' || status === 'failed');
}

/** An assertion, property or contract that failed, as against a test that hung, or threw for want of a function. */
const isAssertion = (text: string): boolean =>
  /^((Assertion)?Error: |(CallLog|Testing)Error: .* violates the contract)/.test(text) &&
  /\bexpected\b|\bpromise (resolved|rejected)\b|^Error: Property failed after/.test(text);

/** Returns why the mutation was not noticed; `undefined` if its test fails as it must. */
async function breakIn(copy: string, mutation: Mutation): Promise<string | undefined> {
  const path = join(copy, mutation.file);
  const source = await readFile(path, 'utf8');
  if (source.split(mutation.find).length !== 2)
    return `its text occurs ${source.split(mutation.find).length - 1} times, not once`;
  await writeFile(
    path,
    source.replace(mutation.find, () => mutation.replace),
  );
  const { file, name } = mutation.test;
  // A browser that fails to start says nothing about the mutation: try again.
  const results = (await runTests(copy, [file], name)) ?? (await runTests(copy, [file], name));
  await writeFile(path, source);

  if (!results) return 'the tests could not be run';
  if (results.length === 0) return 'no test of that name could be loaded';
  const failed = results.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return 'its test still passes';
  const messages = failed.flatMap(({ failureMessages = [] }) => failureMessages);
  if (messages.some(isAssertion)) return undefined;
  return `its test fails, but not by an assertion: ${messages[0]?.split('\n')[0] ?? 'no message'}`;
}

/** The mutations whose tests do not pass, or do not exist, without any change. */
async function findFaulty(
  copy: string,
  mutations: readonly Mutation[],
): Promise<readonly string[]> {
  const faulty: string[] = [];
  const results = await runTests(copy, [...new Set(mutations.map(({ test }) => test.file))]);
  for (const { name, test } of mutations) {
    const named = results?.filter(({ fullName }) => fullName.includes(test.name)) ?? [];
    if (named.length === 0) faulty.push(`${name}: there is no test "${test.name}"`);
    else if (named.some(({ status }) => status === 'failed'))
      faulty.push(`${name}: "${test.name}" fails without the mutation`);
  }
  return faulty;
}

async function main(): Promise<number> {
  const wanted = process.argv[2] ?? '';
  const mutations = (await readMutations()).filter(({ name }) => name.includes(wanted));
  if (mutations.length === 0) {
    console.error(`Expected a part of a mutation's name, received "${wanted}".`);
    return 2;
  }
  const first = await copyRepository();
  const problems = [...(await findFaulty(first, mutations))];
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (problems.length > 0) return 1;

  const queue = [...mutations];
  const workers = Math.min(2, availableParallelism());
  await Promise.all(
    Array.from({ length: workers }, async (_, index) => {
      const copy = index === 0 ? first : await copyRepository();
      for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
        const problem = await breakIn(copy, mutation);
        if (problem !== undefined) problems.push(mutation.name);
        console.log(
          problem === undefined ? `✓ ${mutation.name}` : `✗ ${mutation.name}: ${problem}`,
        );
      }
    }),
  );
  console.log(`${mutations.length} mutations, ${mutations.length - problems.length} noticed`);
  return problems.length > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    cleanUp();
    process.exit(130);
  });
}
try {
  process.exitCode = await main();
} finally {
  cleanUp();
}
