// From a request's arrival to its response, in Node: the hand-written listener out of the widget's
// documents, the same with zod schemas, and a host, in turns.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import type * as Ways from './respond/ways.js';
import type { Name, Post, Response } from './respond/ways.js';

const ROUNDS = 5_000;
const WARM_UP = 2_000;
/** How many microseconds longer than the hand-written listener a host may take, at the median. */
const LIMITS: Readonly<Record<Name, number>> = { logCall: 40, matchContacts: 200 };

// Bundled, as for a page: tsx would name each closure whenever it is made, and be measured too.
const folder = await mkdtemp(join(tmpdir(), 'jackfield-bench-'));
const outfile = join(folder, 'ways.mjs');
await build({
  entryPoints: [fileURLToPath(new URL('./respond/ways.ts', import.meta.url))],
  outfile,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  conditions: ['@jackfield/source'],
});
const { bodies, byHand, expected, withHost, withZod } = (await import(
  pathToFileURL(outfile).href
)) as typeof Ways;
await rm(folder, { recursive: true });

let posted: Response | undefined;
let end = 0;
let onResponse = (): void => undefined;

/** Copies at once and on the caller's time, as `postMessage` does. */
const post: Post = (response) => {
  posted = structuredClone(response);
  end = performance.now();
  onResponse();
};

const host = withHost(post);
const ways = { 'by hand': byHand(post), zod: withZod(post), Jackfield: host.page };
const names = Object.keys(ways) as (keyof typeof ways)[];
const wrong = new Set<string>();
let serial = 0;

/** Asks once; the microseconds until the response was posted. */
async function ask(way: keyof typeof ways, name: Name): Promise<number> {
  const requestId = `request-${(serial += 1)}`;
  const data = structuredClone({
    type: 'MessageTransport-request',
    requestId,
    payload: { requestType: `rc-ev-${name}`, data: bodies[name] },
  });
  // Each request comes in a task of its own, as an event does.
  await setImmediate();
  const response = new Promise<void>((resolve) => {
    onResponse = resolve;
  });
  const start = performance.now();
  void ways[way](data);
  await response;
  if (posted?.requestId !== requestId || posted.error)
    wrong.add(`${way}: ${name} was not answered: ${JSON.stringify(posted)}`);
  else if (!isDeepStrictEqual(posted.result, expected[name]))
    wrong.add(`${way}: ${name} was answered with ${JSON.stringify(posted.result)}`);
  return (end - start) * 1000;
}

/** All ways in turns, `rounds` times. */
async function measure(name: Name, rounds: number): Promise<Record<keyof typeof ways, number[]>> {
  const times: Record<keyof typeof ways, number[]> = { 'by hand': [], zod: [], Jackfield: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const way of names) times[way].push(await ask(way, name));
  return times;
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] as number;

const micro = (value: number): string => `${value.toFixed(1)} µs`;

// The host says who it is before it answers.
await setImmediate();
console.log(
  `Arrival to response, ${ROUNDS} rounds in turns, Node ${process.version}, ${cpus()[0]?.model} × ${cpus().length}`,
);
for (const name of Object.keys(bodies) as Name[]) await measure(name, WARM_UP);
for (const name of Object.keys(bodies) as Name[]) {
  const times = await measure(name, ROUNDS);
  const median = (way: keyof typeof ways): number => quantile(times[way], 0.5);
  const ratio = (to: keyof typeof ways): string =>
    `${(median('Jackfield') / median(to)).toFixed(2)} × ${to}`;
  const each = names.map(
    (way) => `${way} ${micro(median(way)).padStart(8)} (p95 ${micro(quantile(times[way], 0.95))})`,
  );
  const more = median('Jackfield') - median('by hand');
  if (more > LIMITS[name])
    wrong.add(`${name}: ${micro(more)} more than by hand, above the limit of ${LIMITS[name]}`);
  console.log(
    [name.padEnd(13), ...each, `Jackfield ${ratio('by hand')}, ${ratio('zod')}`].join('  '),
  );
}
await host.close();
for (const line of wrong) console.error(line);
process.exitCode = wrong.size > 0 ? 1 : 0;
