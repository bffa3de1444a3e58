import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { schemaJobOf } from '../../src/dev/schema-job.js';
import { acmeFolder } from './acme.js';

const jobOf = async (scripts: object, files: Readonly<Record<string, string>> = {}) => {
  const acme = await acmeFolder({ 'package.json': { scripts }, ...files });
  onTestFinished(() => acme.remove());
  return { folder: acme.folder, job: await schemaJobOf(acme.folder) };
};

it.each([
  [{}, {}],
  [{ generate: 'node make.js' }, {}],
  [{ check: 'jackfield generate --check' }, {}],
  [{ other: 'my-jackfield generated' }, { 'schemas/toy/wire.json': '{}' }],
])('there is nothing to generate by %j with %j', async (scripts, files) => {
  expect((await jobOf(scripts, files)).job).toBeUndefined();
});

it('a script that runs jackfield generate says how', async () => {
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
      kit: undefined,
      typesModule: undefined,
      wire: 'toy',
    },
  });
});

it('what it leaves out is as the command has it', async () => {
  const { job, folder } = await jobOf({ generate: 'jackfield generate' });
  expect(job).toMatchObject({
    generate: { schemas: join(folder, 'schemas'), out: join(folder, 'src/generated') },
  });
});

it('any other script "generate" is run where there are schemas', async () => {
  const scripts = { generate: 'node make.js' };
  const { job, folder } = await jobOf(scripts, { 'schemas/toy/wire.json': '{}' });
  expect(job).toEqual({ folder, schemas: join(folder, 'schemas') });
});
