import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Returns whether the script at `url` is what runs, as opposed to being imported by a test. */
export const isScript = (url: string): boolean =>
  process.argv[1] !== undefined && url === pathToFileURL(process.argv[1]).href;

/**
 * Writes the generated file `name` if it is stale. With the flag `--check` nothing is written, and
 * a stale file fails.
 *
 * @param name - the file, from the repository's root
 * @param command - the script of the root's package.json that writes it
 */
export function keepFresh(name: string, text: string, command = 'generate'): void {
  const path = fileURLToPath(new URL(`../../../${name}`, import.meta.url));
  if (readIfThere(path) === text) return;
  if (process.argv.includes('--check')) {
    console.error(`${name} is stale: run npm run ${command}.`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${name}`);
}
