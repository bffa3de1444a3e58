// Renews the baseline at a release: `npm run baseline` copies the schemas of today to baseline/schemas,
// where `npm run diff:baseline` finds them, and names the release in baseline/README.md.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isScript } from './made-file.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What a comparison does not read. */
const LEFT_OUT = ['meta', 'README.md'];

/** Copies the schemas below `root`, and names their release. */
export function renewBaseline(root: string): void {
  const from = join(root, 'schemas');
  const to = join(root, 'baseline/schemas');
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !LEFT_OUT.some((name) => path === join(from, name)),
  });
  const readme = join(root, 'baseline/README.md');
  const { version } = JSON.parse(
    readFileSync(join(root, 'packages/core/package.json'), 'utf8'),
  ) as {
    readonly version: string;
  };
  const text = readFileSync(readme, 'utf8');
  writeFileSync(readme, text.replace(/release \d+\.\d+\.\d+\S*/, `release ${version}`));
}

if (isScript(import.meta.url)) renewBaseline(ROOT);
