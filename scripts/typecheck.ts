// Checks the types of every package, of scripts and of benches: `npm run typecheck`.
// `npm run typecheck -- packages/core` checks some folders.
//
// By the native compiler, which is several times as fast as the one that builds the packages;
// package-tests checks what they export with that one, too.
import { execFile, execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript-7.0/bin/tsc');

const all = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.json'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /(?:^|\/)tsconfig(?:\.build)?\.json$/.test(file));

const folders = process.argv.slice(2).map((folder) => `${folder.replace(/\/$/, '')}/`);
const within = (folder: string): readonly string[] => all.filter((file) => file.startsWith(folder));
for (const folder of folders)
  if (within(folder).length === 0) {
    console.error(`Expected a folder with a tsconfig.json, received ${folder}.`);
    process.exitCode = 1;
  }

const check = (project: string): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(process.execPath, [TSC, '-p', project], { cwd: ROOT }, (error, stdout, stderr) => {
      process.stdout.write(stdout + stderr);
      resolve(error === null);
    });
  });

const left = (folders.length === 0 ? all : folders.flatMap(within)).values();
async function checkProjects(): Promise<void> {
  for (const project of left) if (!(await check(project))) process.exitCode = 1;
}
await Promise.all(Array.from({ length: availableParallelism() }, checkProjects));
