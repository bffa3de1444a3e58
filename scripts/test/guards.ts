// Breaks each guard of {packages,apps,examples}/*/test/guards/guards.ts in turn, in a copy of the
// repository, and expects the guard's test to fail: a check that can be deleted without a red test is none.
// `npm run guards -- <text>` takes only the guards whose names hold that text.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Guard } from '../../packages/core/test/guards/guard.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['packages', 'apps', 'examples'];
/** The workspaces, such as `packages/core`. */
const PACKAGES = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .sort()
    .map((name) => `${folder}/${name}`),
);
const COPIED = [
  ...FOLDERS,
  'baseline',
  'schemas',
  'scripts',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.test-d.json',
  'vitest.config.ts',
];

/** A hanging test is no proof, so it need not hang for long. */
const TEST_MS = 10_000;

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
  const copy = await mkdtemp(join(tmpdir(), 'jackfield-guards-'));
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

/** The guards of all packages that have some. */
async function readGuards(): Promise<readonly Guard[]> {
  const files = PACKAGES.map((path) => join(ROOT, path, 'test/guards/guards.ts'));
  const modules = await Promise.all(
    files
      .filter((file) => existsSync(file))
      .map(
        async (file) => import(pathToFileURL(file).href) as Promise<{ guards: readonly Guard[] }>,
      ),
  );
  return modules.flatMap(({ guards }) => guards);
}

/** Runs tests in `copy`; what came of each, or `undefined` if they could not be loaded. */
async function runTests(
  copy: string,
  project: string,
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
      ...['--project', project, '--reporter', 'json', '--outputFile', report],
      ...['--testTimeout', String(TEST_MS)],
      ...(pattern === undefined ? [] : ['--testNamePattern', pattern]),
      ...files,
    ],
    { cwd: copy, stdio: 'ignore' },
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
  /^((Assertion)?Error: |(CallLog|Testing)Error: .* breaks the contract)/.test(text) &&
  /\bexpected\b|\bpromise (resolved|rejected)\b|^Error: Property failed after/.test(text);

/** Why the guard is not proven; `undefined` if it is. */
async function breakIn(copy: string, guard: Guard): Promise<string | undefined> {
  const path = join(copy, guard.file);
  const source = await readFile(path, 'utf8');
  if (source.split(guard.find).length !== 2)
    return `its text is there ${source.split(guard.find).length - 1} times, not once`;
  await writeFile(
    path,
    source.replace(guard.find, () => guard.replace),
  );
  const { project, file, name } = guard.test;
  // A browser that does not start the first time proves nothing either way.
  const results =
    (await runTests(copy, project, [file], name)) ?? (await runTests(copy, project, [file], name));
  await writeFile(path, source);

  if (!results) return 'the tests could not be run';
  if (results.length === 0) return 'broken, no test of that name could be loaded';
  const failed = results.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return 'broken, its test still passes';
  const messages = failed.flatMap(({ failureMessages = [] }) => failureMessages);
  if (messages.some(isAssertion)) return undefined;
  return `broken, its test fails by no assertion: ${messages[0]?.split('\n')[0] ?? 'no message'}`;
}

/** The names of guards whose tests do not pass, or do not exist, while nothing is broken. */
async function findFaulty(copy: string, guards: readonly Guard[]): Promise<readonly string[]> {
  const faulty: string[] = [];
  for (const project of new Set(guards.map(({ test }) => test.project))) {
    const own = guards.filter(({ test }) => test.project === project);
    const results = await runTests(copy, project, [...new Set(own.map(({ test }) => test.file))]);
    for (const { name, test } of own) {
      const named = results?.filter(({ fullName }) => fullName.includes(test.name)) ?? [];
      if (named.length === 0) faulty.push(`${name}: there is no test "${test.name}"`);
      else if (named.some(({ status }) => status === 'failed'))
        faulty.push(`${name}: "${test.name}" fails while nothing is broken`);
    }
  }
  return faulty;
}

async function main(): Promise<number> {
  const wanted = process.argv[2] ?? '';
  const guards = (await readGuards()).filter(({ name }) => name.includes(wanted));
  const first = await copyRepository();
  const problems = [...(await findFaulty(first, guards))];
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (problems.length > 0) return 1;

  const queue = [...guards];
  const workers = Math.min(2, availableParallelism());
  await Promise.all(
    Array.from({ length: workers }, async (_, index) => {
      const copy = index === 0 ? first : await copyRepository();
      for (let guard = queue.shift(); guard; guard = queue.shift()) {
        const problem = await breakIn(copy, guard);
        if (problem !== undefined) problems.push(guard.name);
        console.log(problem === undefined ? `✓ ${guard.name}` : `✗ ${guard.name}: ${problem}`);
      }
    }),
  );
  console.log(`${guards.length} guards, ${guards.length - problems.length} proven`);
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
