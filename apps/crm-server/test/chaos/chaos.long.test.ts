// The promise of the outbox, in a real Chromium, against the real server, while all of it breaks.
// `npm run chaos -- --seed N --calls M` runs one again.
import { expect, it } from 'vitest';
import { describeRun, runChaos } from './run-chaos.js';

/** A machine that is five times slower, with other tests beside this one. */
const TIMEOUT_MS = 600_000;

it.each([
  ['ringcx', 1],
  ['ringcx', 2],
  ['ringex', 1],
  ['ringex', 2],
] as const)(
  'of 100 logs each that was answered is stored once, with its last revision (%s, seed %i)',
  { timeout: TIMEOUT_MS },
  async (wire, seed) => {
    const report = await runChaos({ wire, seed, calls: 100 });
    console.log(describeRun(report));
    expect(report.problems, describeRun(report)).toEqual([]);
    // Else nothing was shown.
    expect(report.answered).toBeGreaterThan(50);
    expect(report.answered + report.errors + report.cut).toBe(100);
  },
);

it('finds out an outbox that answers before it has written', { timeout: TIMEOUT_MS }, async () => {
  const { problems } = await runChaos({
    seed: 3,
    calls: 40,
    only: ['close', 'crash', 'reload'],
    injectedBug: {
      file: 'plugin-calllog/src/call-log.ts',
      find: 'await outbox.log(draft, context.signal, later);',
      replace: 'setTimeout(() => void outbox.log(draft, outbox.life, later), 400);',
    },
  });
  expect(problems.filter((issue) => issue.endsWith('was answered and is not stored.'))).not.toEqual(
    [],
  );
});
