import { built } from '@jackfield/test-tools/built';
import { expect, vi } from 'vitest';
import { main } from '../../src/index.js';

export interface RunningDev {
  readonly page: string;
  readonly widget: string;
  /** All lines so far. */
  readonly lines: readonly string[];
  /** Waits for a line with this text. */
  says(text: string): Promise<void>;
  /** Stops it and returns its exit code. */
  end(): Promise<number>;
}

/** Runs `jackfield dev` in a folder, through `main`, until it has printed its addresses. */
export const runDev = async (folder: string, ...argv: readonly string[]): Promise<RunningDev> => {
  await built('@jackfield/cli');
  const ending = new AbortController();
  const lines: string[] = [];
  const record = (text: string): void => void lines.push(...text.split('\n'));
  const before = process.cwd();
  process.chdir(folder);
  const ports = argv.includes('--port') ? [] : ['--port', '0', '--widget-port', '0'];
  const code = main(['dev', ...ports, ...argv], {
    out: record,
    err: record,
    signal: ending.signal,
  });
  const address = (what: string): string =>
    /http:\S+(?=\/)/.exec(lines.find((line) => line.includes(what)) ?? '')?.[0] ?? '';
  try {
    const isUp = vi.waitUntil(() => address('simulated widget') !== '', { timeout: 20_000 });
    const early = code.then((given) => {
      if (!ending.signal.aborted) throw new Error(`It ended with ${given}: ${lines.join('\n')}`);
    });
    await Promise.race([isUp, early]);
  } finally {
    process.chdir(before);
  }
  return {
    page: address('jackfield dev'),
    widget: address('simulated widget'),
    lines,
    says: (text) => expect.poll(() => lines.join('\n'), { timeout: 10_000 }).toContain(text),
    end: () => {
      ending.abort();
      return code;
    },
  };
};
