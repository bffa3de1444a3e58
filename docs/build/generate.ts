// Makes every generated file of the repository: `npm run generate`. With `--check` nothing is
// written, and a stale file fails: `npm run generate:check`.
import { fileURLToPath } from 'node:url';
import { keepFresh } from '@jackfield/build-kit/keep-fresh';
import { main as jackfield } from '@jackfield/cli';
import { generatedFiles } from './generated-files.js';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const PROTOCOLS: readonly (readonly string[])[] = [
  [
    ...['--schemas', 'schemas', '--wire', 'ringcx'],
    ...['--out', 'packages/core/src/generated'],
    ...['--spec', 'packages/core/src/generated'],
    ...['--docs', 'docs/generated'],
    ...['--kit', 'packages/testing/src/generated'],
    ...['--types-module', '@jackfield/core'],
  ],
  [
    ...['--schemas', 'schemas', '--wire', 'ringex'],
    ...['--out', 'packages/ringex/src/generated'],
    ...['--spec', 'packages/ringex/src/generated'],
    ...['--docs', 'docs/generated/ringex'],
    ...['--kit', 'packages/testing/src/ringex-widget/generated'],
    ...['--types-module', '@jackfield/ringex/wire'],
  ],
  [
    ...['--schemas', 'examples/call-script/schemas'],
    ...['--out', 'examples/call-script/src/generated'],
  ],
];

const flags = process.argv.slice(2);
const io = { out: console.log, err: console.error };
for (const options of PROTOCOLS) {
  const code = await jackfield(['generate', ...options, ...flags], io);
  if (code !== 0) process.exitCode = code;
}
for (const [path, text] of await generatedFiles()) keepFresh(path, text);
