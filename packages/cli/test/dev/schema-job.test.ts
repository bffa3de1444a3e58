import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { edit, schemasWith } from '../../../codegen/test/support.js';
import { followSchemas } from '../../src/dev/follow-schemas.js';
import { schemaJobsOf } from '../../src/dev/schema-job.js';
import { acmeFolder } from './acme.js';

const jobOf = async (scripts: object, files: Readonly<Record<string, string>> = {}) => {
  const acme = await acmeFolder({ 'package.json': { scripts }, ...files });
  onTestFinished(() => acme.remove());
  const jobs = await schemaJobsOf(acme.folder);
  return { folder: acme.folder, jobs, job: jobs[0] };
};

it.each([
  [{}, {}],
  [{ generate: 'node make.js' }, {}],
  [{ check: 'jackfield generate --check' }, {}],
  [{ other: 'my-jackfield generated' }, { 'schemas/toy/wire.json': '{}' }],
])('there is nothing to generate by %j with %j', async (scripts, files) => {
  expect((await jobOf(scripts, files)).jobs).toEqual([]);
});

it('a script that runs jackfield generate provides the options', async () => {
  const { job, folder } = await jobOf({
    check: 'jackfield generate --check && tsc',
    build: `tidy && jackfield generate --schemas 'our schemas' --out=lib/made --wire toy && tsc`,
  });
  expect(job).toEqual({
    folder,
    generate: {
      schemas: join(folder, 'our schemas'),
      out: join(folder, 'lib/made'),
      docs: undefined,
      spec: undefined,
      kit: undefined,
      typesModule: undefined,
      wire: 'toy',
    },
  });
});

it('a script that generates several wires is followed for each', async () => {
  const { jobs } = await jobOf({
    generate: 'jackfield generate --wire toy && jackfield generate --wire zoo --out src/zoo',
  });
  expect(jobs).toMatchObject([
    { generate: { wire: 'toy' } },
    { generate: { wire: 'zoo', out: expect.stringMatching(/zoo$/) } },
  ]);
});

it('omitted options have the defaults of the command', async () => {
  const { job, folder } = await jobOf({ generate: 'jackfield generate' });
  expect(job).toMatchObject({
    generate: { schemas: join(folder, 'schemas'), out: join(folder, 'src/generated') },
  });
});

it('any other script "generate" is run if there are schemas', async () => {
  const scripts = { generate: 'node make.js' };
  const { job, folder } = await jobOf(scripts, { 'schemas/toy/wire.json': '{}' });
  expect(job).toEqual({ folder, schemas: join(folder, 'schemas') });
});

it.each([
  ['the only wire', ['toy']],
  ['one of several wires', ['toy', 'zoo']],
])(
  'a failing script reports its output, and does not run while the schemas of %s are invalid',
  async (_which, wires) => {
    const good = await schemasWith();
    const wire = wires.at(-1) as string;
    if (wire !== 'toy') await cp(join(good, 'toy'), join(good, wire), { recursive: true });
    await edit(good, `${wire}/wire.json`, (json) => (json['name'] = wire));
    const acme = await acmeFolder({
      'package.json': { scripts: { generate: 'node make.js' } },
      'make.js': "console.error('no ink'); process.exitCode = 1;",
    });
    onTestFinished(acme.remove);
    await cp(good, join(acme.folder, 'schemas'), { recursive: true });
    const [job] = await schemaJobsOf(acme.folder);
    if (job === undefined) throw new Error('Expected a job.');
    const runs: (readonly string[])[] = [];
    const ending = new AbortController();
    const done = followSchemas({ job, signal: ending.signal, onRun: (lines) => runs.push(lines) });
    onTestFinished(async () => {
      ending.abort();
      await done;
    });

    const file = `schemas/${wire}/from-widget/push/notice.json`;
    // Written repeatedly until the watcher, which ignores changes before it is ready, reports it.
    await vi.waitUntil(
      async () => {
        await acme.write(file, '{');
        return runs.length > 0;
      },
      { timeout: 20_000, interval: 150 },
    );
    expect(runs[0]?.[0]).toMatch(new RegExp(`^${wire}/.+/notice\\.json# JSON_INVALID`));
    await cp(good, join(acme.folder, 'schemas'), { recursive: true });
    await expect.poll(() => runs.at(-1), { timeout: 10_000 }).toEqual(['no ink']);
    await acme.write('make.js', '');
    await edit(acme.folder, file, (json) => (json['description'] = 'Changed.'));
    await expect.poll(() => runs.at(-1), { timeout: 10_000 }).toEqual([]);
  },
);
