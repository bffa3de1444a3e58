// Makes every generated file of the repository. With `--check` nothing is written, and a stale file
// fails: `npm run generate`, `npm run generate:check`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Each is run in a process of its own, in this order: what is made of made files comes later. */
const STEPS: readonly (readonly string[])[] = [
  [
    'packages/cli/src/cli.ts',
    'generate',
    ...['--schemas', 'schemas'],
    ...['--out', 'packages/core/src/generated'],
    ...['--docs', 'docs/generated'],
    ...['--kit', 'packages/testing/src/generated'],
    ...['--types-module', '@jackfield/core'],
  ],
  [
    'packages/cli/src/cli.ts',
    'generate',
    ...['--schemas', 'examples/call-script/schemas'],
    ...['--out', 'examples/call-script/src/generated'],
  ],
  ['scripts/error-table.ts'],
  ['scripts/schema-rules-table.ts'],
  ['scripts/check-rules-table.ts'],
  ['scripts/simulator-table.ts'],
  ['scripts/contract-table.ts'],
  ['scripts/store-contract-table.ts'],
  ['scripts/schema-changes.ts'],
  ['scripts/openapi.ts'],
  ['scripts/plugin-catalogue.ts'],
  ['scripts/plugin-agents.ts'],
];

const flags = process.argv.slice(2);
for (const step of STEPS) {
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--conditions=@jackfield/source', ...step, ...flags],
    { cwd: ROOT, stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = status ?? 1;
}
