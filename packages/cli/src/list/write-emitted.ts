import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError } from '../cli-error.js';
import { readIfThere } from '../plugin/package-json.js';
import { wiresOf } from './conflicts.js';
import { emitPlugins } from './emit-plugins.js';
import type { ListedPlugin } from './installed-plugins.js';

/** What became of the emitted module. */
export interface Emitted {
  /** Absolute. */
  readonly file: string;
  /** Whether it was written, or, if only compared, is stale. */
  readonly changed: boolean;
}

/** The wire whose plugins are emitted: the one that is named, or the only one. */
const chosenWire = (plugins: readonly ListedPlugin[], named: string | undefined): string => {
  const wires = wiresOf(plugins);
  if (named !== undefined) {
    if (wires.includes(named)) return named;
    throw new CliError(
      `No plugin is for the wire ${named}; there is ${wires.join(', ') || 'none'}.`,
    );
  }
  if (wires.length > 1) {
    throw new CliError(
      `The plugins are for several wires: ${wires.join(', ')}. Name one with --wire.`,
    );
  }
  return wires[0] ?? 'ringcx';
};

/** The same module without types. */
const withoutTypes = async (text: string): Promise<string> => {
  const { ts } = await import('ts-morph');
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return outputText;
};

/**
 * Writes the module that imports all plugins which package.json names, if it changed.
 *
 * @throws CliError where the file is no script, or the wire is not told
 */
export const writeEmitted = async (
  plugins: readonly ListedPlugin[],
  file: string,
  { wire, check }: { readonly wire: string | undefined; readonly check: boolean },
): Promise<Emitted> => {
  if (!/\.m?[jt]s$/.test(file)) {
    throw new CliError(`--emit: expected a file that ends with .ts or .js, received ${file}.`);
  }
  const dependencies = plugins.filter(({ isDependency }) => isDependency);
  const chosen = chosenWire(dependencies, wire);
  const typed = emitPlugins(
    dependencies.filter(({ manifest }) => manifest.wire.includes(chosen)),
    chosen,
  );
  const text = file.endsWith('ts') ? typed : await withoutTypes(typed);
  const changed = (await readIfThere(file)) !== text;
  if (changed && !check) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return { file, changed };
};
