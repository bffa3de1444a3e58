import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { generate } from '@jackfield/codegen';

/** Ten times the messages may take at most this many times the time. */
const MOST = 15;
const SIZES = [40, 400, 4000] as const;

const DRAFT = 'http://json-schema.org/draft-07/schema#';
const FACTS = { versions: ['1'], stability: 'observed', source: 'bench@1 bench.ts:1' };

const side = {
  push: { tag: 'push', payload: 'payload', type: 'type' },
  request: { tag: 'request', id: 'id', payload: 'payload', type: 'type', body: 'data' },
  response: { tag: 'response', id: 'id', result: 'result', error: 'error' },
};

const wire = {
  name: 'made',
  title: 'Made',
  description: 'A protocol that a script made.',
  versions: ['1'],
  timeoutMs: 1000,
  origins: [],
  envelope: { tag: 'type', widget: side, page: side },
};

const definition = (index: number): object => ({
  $schema: DRAFT,
  title: `Definition${index}`,
  description: `Shared by several messages, number ${index}.`,
  type: 'object',
  required: ['id'],
  properties: {
    id: { description: 'The id.', type: 'string' },
    owner: { description: 'Whose it is.', type: 'string', 'x-personal': 'name' },
    state: { type: 'string', 'x-open-enum': ['open', 'closed'] },
    tags: { type: 'array', items: { type: 'string' } },
  },
  examples: [{ id: '1', state: 'open' }],
});

const reference = (index: number): object => ({ $ref: `../../../shared/definition${index}.json` });

/** Every fourth message is a request; each refers to two definitions that others share. */
const message = (index: number, shared: number): object => {
  const body = {
    type: 'object',
    required: ['first'],
    properties: {
      first: { description: 'A shared part.', allOf: [reference(index % shared)] },
      others: { type: 'array', items: reference((index * 7 + 1) % shared) },
      note: { description: 'A text.', type: 'string', 'x-personal': 'text' },
      count: { type: ['number', 'null'] },
      colour: { enum: ['red', 'blue'] },
      [`own${index}`]: { anyOf: [{ type: 'string' }, { type: 'number' }] },
    },
  };
  const example = { first: { id: '1' }, colour: 'red' };
  const head = { $schema: DRAFT, title: `Message${index}`, description: `Message ${index}.` };
  const name = { name: `message${index}`, type: `made/${index}`, from: 'widget' };
  if (index % 4 > 0) {
    return {
      ...head,
      ...body,
      examples: [example],
      'x-message': { kind: 'push', ...name, ...FACTS },
    };
  }
  const answering = { capability: `can${index}`, combine: 'first', deadlineMs: 500 };
  return {
    ...head,
    type: 'object',
    required: ['data', 'result'],
    properties: { data: body, result: { description: 'Done?', type: 'boolean' } },
    examples: [{ data: example, result: true }],
    'x-message': { kind: 'request', ...name, ...answering, ...FACTS },
  };
};

const makeSchemas = async (folder: string, count: number): Promise<void> => {
  const put = async (path: string, json: object): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(json, undefined, 2));
  };
  const shared = Math.ceil(count / 6);
  await put('made/wire.json', wire);
  for (let index = 0; index < shared; index += 1) {
    await put(`shared/definition${index}.json`, definition(index));
  }
  for (let index = 0; index < count; index += 1) {
    const kind = index % 4 > 0 ? 'push' : 'request';
    await put(`made/from-widget/${kind}/message${index}.json`, message(index, shared));
  }
};

const stamps = async (folder: string): Promise<string> => {
  const names = await readdir(folder);
  const found = await Promise.all(names.sort().map((name) => stat(join(folder, name))));
  return found.map(({ ino, mtimeMs }, index) => `${names[index]} ${ino} ${mtimeMs}`).join('\n');
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** Wall time for people; processor time for the ratio, since others may use the machine as well. */
const timed = async <T>(
  run: () => Promise<T>,
): Promise<{ result: T; wall: number; cpu: number }> => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const result = await run();
  const { user, system } = process.cpuUsage(used);
  return { result, wall: performance.now() - start, cpu: (user + system) / 1000 };
};
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const root = await mkdtemp(join(tmpdir(), 'jackfield-bench-'));
const failures: string[] = [];
try {
  let before: number | undefined;
  say('messages |  generate | processor | unchanged | times the processor time');
  for (const count of SIZES) {
    const [schemas, out] = [join(root, `schemas${count}`), join(root, `out${count}`)];
    await makeSchemas(schemas, count);
    // The smallest run would else pay for the compiler's warm-up, which flatters the ratio.
    if (before === undefined) await generate({ schemas, out: join(root, 'warm') });

    const { wall, cpu: took } = await timed(() => generate({ schemas, out }));

    const stamped = await stamps(out);
    const again = await timed(() => generate({ schemas, out }));
    const { changed } = again.result;
    if (changed.length > 0 || (await stamps(out)) !== stamped) {
      failures.push(`an unchanged generate of ${count} messages rewrote ${changed.join(', ')}`);
    }

    const ratio = before === undefined ? undefined : took / before;
    if (ratio !== undefined && ratio > MOST) {
      failures.push(
        `${count} messages took ${ratio.toFixed(1)} times the time, at most ${MOST} are promised`,
      );
    }
    const cell = ratio === undefined ? '' : `${ratio.toFixed(1)} (at most ${MOST})`;
    const times = [wall, took, again.wall].map((ms) => seconds(ms).padStart(9)).join(' | ');
    say(`${String(count).padStart(8)} | ${times} | ${cell}`);
    before = took;
  }
} finally {
  await rm(root, { recursive: true });
}
for (const failure of failures) say(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
