// Logs calls in a real Chromium while tab, widget, browser, server and network are killed or cut.
// `npm run chaos -- --seeds 20 --calls 500` is the full proof; `--seed 7` runs that one again, and
// `--wire ringex` on that wire alone.
import { parseArgs } from 'node:util';
import {
  type ChaosWire,
  describeRun,
  runChaos,
} from '../../apps/crm-server/test/chaos/run-chaos.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2' },
    calls: { type: 'string', default: '100' },
    seed: { type: 'string' },
    wire: { type: 'string', default: 'both' },
  },
});
const calls = Number(values.calls);
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)
    : [Number(values.seed)];
const wires = (['ringcx', 'ringex'] as const satisfies ChaosWire[]).filter(
  (wire) => values.wire === 'both' || values.wire === wire,
);
if (
  wires.length === 0 ||
  ![calls, ...seeds].every((it) => Number.isInteger(it) && it > 0) ||
  seeds.length === 0
) {
  console.error('Usage: npm run chaos -- [--seeds 2 | --seed 1] [--calls 100] [--wire both]');
  process.exit(2);
}

let problems = 0;
let answered = 0;
for (const wire of wires) {
  for (const seed of seeds) {
    const report = await runChaos({ wire, seed, calls });
    problems += report.problems.length;
    answered += report.answered;
    console.log(describeRun(report));
  }
}
console.log(
  `${seeds.length} seeds on ${wires.join(' and ')} of ${calls} logs: ${answered} answered, ${problems === 0 ? 'each stored once with its last revision' : `${problems} problems`}`,
);
process.exitCode = problems === 0 ? 0 : 1;
