import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freshFolder, SCHEMAS } from './support.js';

type Files = Readonly<Record<string, unknown>>;

const { envelope } = JSON.parse(readFileSync(join(SCHEMAS, 'ringcx/wire.json'), 'utf8')) as Files;

const WIRE = {
  name: 'acme',
  title: 'Acme',
  description: 'A protocol that nobody here wrote.',
  versions: ['1'],
  timeoutMs: 60_000,
  origins: [],
  envelope,
};

/** A folder of schemas, files by path, with these members of wire.json in addition. */
export async function foreignFolder(files: Files, wire: Files): Promise<string> {
  const folder = await freshFolder();
  for (const [path, json] of Object.entries({ 'wire.json': { ...WIRE, ...wire }, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(json));
  }
  return folder;
}
