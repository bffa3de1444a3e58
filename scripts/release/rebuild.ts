// Builds a published package once more, elsewhere, to see what its files are made of.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type UserConfig } from 'tsdown';
import { thirdPartyIn, type ThirdParty } from '@jackfield/build-kit/third-party';

const PACKAGES = fileURLToPath(new URL('../../packages', import.meta.url));

/** A JavaScript file of a build. */
export interface MadeFile {
  /** From the output folder. */
  readonly name: string;
  readonly code: string;
  /** The packages of others that have code in it. */
  readonly thirdParty: readonly ThirdParty[];
}

/** What tsdown has made of an entry, as far as it is looked at here. */
interface Output {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
  readonly moduleIds?: readonly string[];
}

/**
 * Builds the package in `packages/name` by its own tsdown.config.ts into `outDir`, without types,
 * copied files and checks. Its `dist` is not touched.
 */
export async function rebuild(name: string, outDir: string): Promise<readonly MadeFile[]> {
  const cwd = join(PACKAGES, name);
  const { default: config } = (await import(pathToFileURL(join(cwd, 'tsdown.config.ts')).href)) as {
    readonly default: UserConfig | readonly UserConfig[];
  };
  const made: MadeFile[] = [];
  const collect = {
    name: 'collect',
    writeBundle(_options: unknown, bundle: Readonly<Record<string, Output>>): void {
      for (const { type, fileName, moduleIds } of Object.values(bundle)) {
        if (type !== 'chunk') continue;
        const code = readFileSync(join(outDir, fileName), 'utf8');
        made.push({ name: fileName, code, thirdParty: thirdPartyIn(moduleIds ?? []) });
      }
    },
  };
  for (const each of [config].flat() as readonly UserConfig[]) {
    await build({
      ...each,
      ...{ config: false, cwd, outDir, clean: false, logLevel: 'silent' },
      ...{ dts: false, copy: [], publint: false, attw: false },
      plugins: [each.plugins, collect],
    });
  }
  return made;
}
