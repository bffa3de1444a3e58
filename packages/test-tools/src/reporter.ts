// Says what runs while nothing else is printed, and ends a run with its slowest files, its time and
// its sum, alone on a line: `N passed, N failed, N skipped`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** How long nothing may be printed before a line says what runs, in milliseconds. */
const SILENCE_MS = 10_000;
const SLOWEST = 5;

/** Names the file through which several runs give one sum: each adds its counts. */
export const COUNTS = 'JACKFIELD_TEST_COUNTS';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Adds what earlier runs have counted. */
function addEarlier(sum: Counts): void {
  const file = process.env[COUNTS];
  if (file === undefined) return;
  if (existsSync(file)) {
    const earlier = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    for (const state of ['passed', 'failed', 'skipped'] as const) sum[state] += earlier[state];
  }
  writeFileSync(file, JSON.stringify(sum));
}

const nameOf = ({ moduleId }: TestModule): string => relative(process.cwd(), moduleId);

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export default class ClosingLine implements Reporter {
  readonly #started = performance.now();
  /** The test files that run, with the time at which each began. */
  readonly #running = new Map<string, number>();
  readonly #times = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #queued = 0;

  onTestRunStart(specifications: readonly unknown[]): void {
    this.#queued = specifications.length;
    this.#wait();
  }

  onTestModuleQueued(module: TestModule): void {
    this.#running.set(nameOf(module), performance.now());
  }

  onTestModuleEnd(module: TestModule): void {
    const name = nameOf(module);
    this.#times.set(name, performance.now() - (this.#running.get(name) ?? this.#started));
    this.#running.delete(name);
    this.#queued -= 1;
    this.#wait();
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    clearInterval(this.#timer);
    const sum: Counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      // A module that could not be collected has no tests, but it has failed.
      sum.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        sum[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    addEarlier(sum);
    const slowest = [...this.#times].toSorted(([, a], [, b]) => b - a).slice(0, SLOWEST);
    process.stdout.write(
      [
        '',
        `Slowest of ${modules.length} files:`,
        ...slowest.map(([name, ms]) => `${inSeconds(ms).padStart(9)}  ${name}`),
        `Time: ${inSeconds(performance.now() - this.#started)}`,
        '',
        `${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`,
        '',
      ].join('\n'),
    );
  }

  /** Prints what runs each time that nothing has ended for a while. */
  #wait(): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      const now = performance.now();
      const names = [...this.#running].map(
        ([name, began]) => `${name} (${inSeconds(now - began)})`,
      );
      const waiting = this.#queued - names.length;
      process.stdout.write(
        `… running: ${names.join(', ') || 'nothing yet'}${waiting > 0 ? `; ${waiting} files wait` : ''}\n`,
      );
    }, SILENCE_MS);
    this.#timer.unref();
  }
}
