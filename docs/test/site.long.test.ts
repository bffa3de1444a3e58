import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const BUILD = fileURLToPath(new URL('../site/build.ts', import.meta.url));

it('the site is built, loads nothing from other hosts, and its search finds pages', async () => {
  const args = ['--import', 'tsx', BUILD, '--try'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64_000_000 });
  expect(stdout).toContain('The site is in docs/.vitepress/dist.');
});
