import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Mutation } from '../../packages/core/test/mutation/mutation.js';

export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));

/** The folders of the workspaces whose tests the mutations check. */
export const FOLDERS: readonly string[] = ['packages', 'apps', 'examples'];

/** The workspaces, such as `packages/core`. */
export const PACKAGES: readonly string[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .sort()
    .map((name) => `${folder}/${name}`),
);

/** Returns the mutations of all packages that have some. */
export async function readMutations(): Promise<readonly Mutation[]> {
  const files = PACKAGES.map((path) => join(ROOT, path, 'test/mutation/mutations.ts'));
  const modules = await Promise.all(
    files
      .filter((file) => existsSync(file))
      .map(
        async (file) =>
          import(pathToFileURL(file).href) as Promise<{ mutations: readonly Mutation[] }>,
      ),
  );
  return modules.flatMap(({ mutations }) => mutations);
}
