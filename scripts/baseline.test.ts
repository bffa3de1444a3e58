import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { renewBaseline } from './baseline.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

it('leaves nothing of the release before, and names the new one', async () => {
  const root = await mkdtemp(join(tmpdir(), 'jackfield-baseline-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await cp(join(ROOT, 'baseline'), join(root, 'baseline'), { recursive: true });
  await mkdir(join(root, 'schemas/meta'), { recursive: true });
  await mkdir(join(root, 'schemas/shared'));
  await mkdir(join(root, 'packages/core'), { recursive: true });
  await writeFile(join(root, 'packages/core/package.json'), '{ "version": "7.8.9" }');
  for (const name of ['README.md', 'meta/message.schema.json', 'shared/call.json']) {
    await writeFile(join(root, 'schemas', name), '{}');
  }
  renewBaseline(root);
  const names = await readdir(join(root, 'baseline/schemas'), { recursive: true });
  expect(names.sort()).toEqual(['shared', 'shared/call.json']);
  expect(await readFile(join(root, 'baseline/README.md'), 'utf8')).toContain('release 7.8.9 has');
});
