// Runs the benches one after the other, each in a process of its own.
// `npm run bench -- <text>` takes only those whose names hold that text.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../bench/', import.meta.url);
const wanted = process.argv[2] ?? '';
const benches = readdirSync(folder).filter(
  (name) => name.endsWith('.bench.ts') && name.includes(wanted),
);
if (benches.length === 0) {
  console.error(`There is no bench "${wanted}".`);
  process.exitCode = 2;
}
for (const name of benches.sort()) {
  console.log(`\n${name}\n`);
  const path = fileURLToPath(new URL(name, folder));
  const { status } = spawnSync(process.execPath, [...process.execArgv, path], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${name} failed.`);
    process.exitCode = 1;
  }
}
