import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { build } from 'esbuild';

/** The modules below `root` that its JavaScript entries are made of; fails if one is missing. */
export async function reachedByCode(
  root: string,
  entries: readonly string[],
): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.filter((entry) => entry.endsWith('.js')),
    outdir: 'out',
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

/** The declarations below `root` that its typed entries are made of; fails if one is missing. */
export function reachedByTypes(root: string, entries: readonly string[]): readonly string[] {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, target = ''] of text.matchAll(/^(?:import|export) .* from "(\.[^"]*)"/gm))
      visit(posix.join(dirname(file), target).replace(/\.js$/, '.d.ts'));
  };
  entries.filter((entry) => entry.endsWith('.d.ts')).forEach(visit);
  return [...reached];
}
