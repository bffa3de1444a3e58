// Measures how long the test commands take, alone on the machine and beside a busy core, and writes
// the table into CONTRIBUTING.md: `npm run test:times`.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = fileURLToPath(new URL('../../CONTRIBUTING.md', import.meta.url));
const [BEGIN, END] = ['<!-- test:times writes from here … -->', '<!-- … up to here. -->'];

/** What people wait for. How long `test:all` takes is a line of `.ci/run`. */
const COMMANDS = [
  'npx vitest run packages/core/test/registration.test.ts',
  'npm test -- packages/core',
  'npm test',
];

interface Run {
  readonly seconds: number;
  readonly passed: number;
}

/** Runs a command to its end. Its tests must pass. */
function measure(command: string): Run {
  const began = performance.now();
  const { status, stdout } = spawnSync(command, {
    cwd: ROOT,
    shell: true,
    encoding: 'utf8',
    maxBuffer: 256_000_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const seconds = (performance.now() - began) / 1000;
  const [, passed] = /^(\d+) passed, 0 failed, \d+ skipped$/m.exec(stdout) ?? [];
  if (status !== 0 || passed === undefined)
    throw new Error(`${command} failed:\n${stdout.slice(-4_000)}`);
  return { seconds, passed: Number(passed) };
}

/** Runs something while another process keeps one core busy. */
function besideBusyCore<T>(run: () => T): T {
  const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  try {
    return run();
  } finally {
    busy.kill('SIGKILL');
  }
}

const inWords = (seconds: number): string =>
  seconds < 100
    ? `${seconds.toFixed(0)} s`
    : `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(0)} s`;

const rows = COMMANDS.map((command) => {
  const idle = measure(command);
  console.log(`${command}: ${inWords(idle.seconds)}`);
  const busy = besideBusyCore(() => measure(command));
  console.log(`${command}, beside a busy core: ${inWords(busy.seconds)}`);
  return `| \`${command}\` | ${idle.passed} | ${inWords(idle.seconds)} | ${inWords(busy.seconds)} |`;
});
const model = cpus()[0]?.model.trim() ?? 'unknown processor';
const table = [
  BEGIN,
  '',
  `Measured on ${cpus().length} × ${model}, Node ${process.versions.node}.`,
  '',
  '| command | tests | alone | beside a busy core |',
  '| --- | --- | --- | --- |',
  ...rows,
  '',
  END,
].join('\n');

const text = readFileSync(FILE, 'utf8');
const [before, rest = ''] = text.split(BEGIN);
const [, after] = rest.split(END);
if (before === undefined || after === undefined)
  throw new Error(`CONTRIBUTING.md: expected ${BEGIN} and ${END}.`);
writeFileSync(
  FILE,
  await format(`${before}${table}${after}`, { ...(await resolveConfig(FILE)), filepath: FILE }),
);
