// Logs calls in a real Chromium while tab, widget, browser, server and network are killed or cut.
// `npm run chaos -- --seeds 20 --calls 500` is the full proof; `--seed 7` runs that one again.
import { parseArgs } from 'node:util';
import { describeRun, runChaos } from '../../apps/crm-server/test/chaos/run-chaos.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2' },
    calls: { type: 'string', default: '100' },
    seed: { type: 'string' },
  },
});
const calls = Number(values.calls);
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)
    : [Number(values.seed)];
if (![calls, ...seeds].every((it) => Number.isInteger(it) && it > 0) || seeds.length === 0) {
  console.error('Usage: npm run chaos -- [--seeds 2 | --seed 1] [--calls 100]');
  process.exit(2);
}

let problems = 0;
let answered = 0;
for (const seed of seeds) {
  const report = await runChaos({ seed, calls });
  problems += report.problems.length;
  answered += report.answered;
  console.log(describeRun(report));
}
console.log(
  `${seeds.length} seeds of ${calls} logs: ${answered} answered, ${problems === 0 ? 'each stored once with its last revision' : `${problems} problems`}`,
);
process.exitCode = problems === 0 ? 0 : 1;
