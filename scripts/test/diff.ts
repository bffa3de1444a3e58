/**
 * Searches random pairs of schemas for a change that `jackfield diff` does not report, with Ajv as the
 * judge, and prints each in the smallest form that it finds: `npm run test:diff -- --pairs 200000 --seed 1`.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadProtocol } from '../../packages/codegen/src/index.js';
import { search, shrink } from '../../packages/codegen/test/diff/search.js';

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

const sum = { reported: 0, sampled: 0, broken: 0, missed: 0 };
for (let done = 0; done < pairs; done += AT_ONCE) {
  const found = search(base, seed + done, Math.min(AT_ONCE, pairs - done));
  sum.reported += found.reported;
  sum.sampled += found.sampled;
  sum.broken += found.broken;
  sum.missed += found.misses.length;
  for (const miss of found.misses) console.log(JSON.stringify(shrink(base, miss)));
}
console.log(
  `${pairs} pairs from seed ${seed}: ${sum.reported} are reported as breaking (${sum.sampled} of them were judged, ${sum.broken} have a body that shows it), ${sum.missed} break code and are not reported`,
);
process.exitCode = sum.missed > 0 ? 1 : 0;
