/**
 * Searches random pairs of schemas for a change that `jackfield diff` does not report, with Ajv as the
 * judge: `npm run test:diff -- --pairs 200000 --seed 1`.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadProtocol } from '../../packages/codegen/src/index.js';
import { search } from '../../packages/codegen/test/diff/search.js';

const AT_ONCE = 10_000;

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
  },
});
const [pairs, seed] = [Number(values.pairs), Number(values.seed)];
if (![pairs, seed].every((it) => Number.isSafeInteger(it) && it > 0)) {
  console.error('Usage: npm run test:diff -- [--pairs 200000] [--seed 1]');
  process.exit(2);
}
const good = new URL('../../packages/codegen/test/fixtures/good', import.meta.url);
const base = await loadProtocol({ schemas: fileURLToPath(good) });

let broken = 0;
let missed = 0;
for (let done = 0; done < pairs; done += AT_ONCE) {
  const found = search(base, seed + done, Math.min(AT_ONCE, pairs - done));
  broken += found.broken;
  missed += found.misses.length;
  for (const miss of found.misses) console.log(JSON.stringify(miss));
}
console.log(
  `${pairs} pairs from seed ${seed}: ${broken} break code, ${missed} of them not reported`,
);
process.exitCode = missed > 0 ? 1 : 0;
