import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packedOnce, unpack, type Packed } from './packed.js';
import { publishedPackages, ROOT } from './published-packages.js';

/** Installs a package of others in the project at `folder`, as the repository has it. */
export function linkPackage(folder: string, name: string): void {
  const link = join(folder, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(realpathSync(join(ROOT, 'node_modules', name)), link, 'junction');
}

/**
 * Makes `folder` a project in which all published packages are installed from their tarballs, with
 * the dependencies and peers that they declare, linked from the repository. The repository's own
 * sources are out of reach.
 */
export function install(folder: string): readonly Packed[] {
  const packed = packedOnce();
  unpack(packed, folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const needed = new Set(
    publishedPackages.flatMap(({ json }) =>
      Object.keys({ ...json.dependencies, ...json.peerDependencies }),
    ),
  );
  for (const name of needed) {
    if (name.startsWith('@jackfield/')) continue;
    linkPackage(folder, name);
  }
  return packed;
}
