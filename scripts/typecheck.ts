// Checks the types of every package, of scripts and of benches: `npm run typecheck`.
// `npm run typecheck -- packages/core` checks some folders.
//
// By the native compiler, five times as fast as TypeScript 6, which builds the packages, and which
// checks what they export in package-tests.
import { execFile, execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript-7.0/bin/tsc');

const folders = process.argv.slice(2).map((folder) => folder.replace(/\/$/, ''));
const projects = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.json'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /(?:^|\/)tsconfig(?:\.build)?\.json$/.test(file))
  .filter(
    (file) => folders.length === 0 || folders.some((folder) => file.startsWith(`${folder}/`)),
  );

const check = (project: string): Promise<boolean> =>
  new Promise((resolve) => {
    const argv = [TSC, '--noEmit', '-p', project];
    execFile(process.execPath, argv, { cwd: ROOT }, (error, stdout, stderr) => {
      process.stdout.write(stdout + stderr);
      resolve(error === null);
    });
  });

const left = projects.values();
async function checkProjects(): Promise<void> {
  for (const project of left) if (!(await check(project))) process.exitCode = 1;
}

if (projects.length === 0) {
  console.error(`Expected a folder with a tsconfig.json, received ${folders.join(', ')}.`);
  process.exitCode = 1;
}
await Promise.all(Array.from({ length: availableParallelism() }, checkProjects));
