import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { TestModule } from 'vitest/node';
import ClosingLine, { COUNTS } from './reporter.js';

let printed = '';

beforeEach(() => {
  printed = '';
  vi.useFakeTimers();
  vi.stubEnv(COUNTS, undefined);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

type State = 'passed' | 'failed' | 'skipped' | 'pending';

/** A test file, as vitest reports it. */
const fileOf = (name: string, states: readonly State[] = [], errors: readonly unknown[] = []) =>
  ({
    moduleId: `${process.cwd()}/${name}`,
    errors: () => errors,
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  }) as unknown as TestModule;

/** Runs the files one after the other, each for so many milliseconds. */
function report(
  files: readonly (readonly [module: TestModule, ms: number])[],
  errors: readonly unknown[] = [],
): string {
  const reporter = new ClosingLine();
  reporter.onTestRunStart(files);
  for (const [module, ms] of files) {
    reporter.onTestModuleQueued(module);
    vi.advanceTimersByTime(ms);
    reporter.onTestModuleEnd(module);
  }
  reporter.onTestRunEnd(
    files.map(([module]) => module),
    errors,
  );
  return printed;
}

it('ends with the sum over all files, alone on the last line', () => {
  const a = fileOf('a.test.ts', ['passed', 'passed', 'failed']);
  const b = fileOf('b.test.ts', ['skipped', 'pending', 'passed']);
  const lines = report([
    [a, 1],
    [b, 1],
  ]).split('\n');
  expect(lines.slice(-2)).toEqual(['3 passed, 1 failed, 2 skipped', '']);
});

it('adds what earlier runs have counted, if they share a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jackfield-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  vi.stubEnv(COUNTS, join(folder, 'counts'));
  report([[fileOf('a.test.ts', ['passed', 'failed']), 1]]);
  const text = report([[fileOf('b.test.ts', ['passed', 'skipped']), 1]]);
  expect(text.endsWith('\n2 passed, 1 failed, 1 skipped\n')).toBe(true);
});

it('counts a file that cannot be loaded and an error outside tests as failures', () => {
  const broken = fileOf('a.test.ts', [], [new Error('cannot be loaded')]);
  expect(report([[broken, 1]], [new Error('unhandled')])).toContain(
    '\n0 passed, 2 failed, 0 skipped\n',
  );
});

it('names the five slowest files, slowest first', () => {
  const files = [3, 1, 6, 2, 5, 4].map((ms) => [fileOf(`${ms}.test.ts`), ms * 1000] as const);
  const named = report(files).match(/\d\.test\.ts$/gm);
  expect(named).toEqual(['6', '5', '4', '3', '2'].map((name) => `${name}.test.ts`));
});

it('says what runs once nothing has ended for ten seconds, and not before', () => {
  const reporter = new ClosingLine();
  reporter.onTestRunStart([1, 2, 3]);
  reporter.onTestModuleQueued(fileOf('quick.test.ts'));
  reporter.onTestModuleQueued(fileOf('slow.test.ts'));
  vi.advanceTimersByTime(9_000);
  reporter.onTestModuleEnd(fileOf('quick.test.ts'));
  vi.advanceTimersByTime(9_900);
  expect(printed).toBe('');
  vi.advanceTimersByTime(100);
  expect(printed).toBe('… running: slow.test.ts (19.0 s); 1 files wait\n');
  vi.advanceTimersByTime(10_000);
  expect(printed.split('\n')).toHaveLength(3);
  reporter.onTestRunEnd([], []);
});
