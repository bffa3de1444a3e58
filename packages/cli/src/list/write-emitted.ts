import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError } from '../cli-error.js';
import { readIfThere } from '../plugin/package-json.js';
import type { Vocabularies } from '../check/vocabulary.js';
import { runningOn, wiresOf } from './conflicts.js';
import { emitPlugins } from './emit-plugins.js';
import type { ListedPlugin } from './installed-plugins.js';
import type { ListReport } from './list-plugins.js';

/** The result of writing or comparing the emitted module. */
export interface Emitted {
  /** Absolute. */
  readonly file: string;
  /** Whether it was written or, with `check`, is stale. */
  readonly changed: boolean;
}

/** Returns the wire whose plugins are emitted: the named one, or the only one. */
const chosenWire = async (
  root: string,
  plugins: readonly ListedPlugin[],
  named: string | undefined,
  vocabularies: Vocabularies,
): Promise<string> => {
  const wires = wiresOf(plugins);
  if (named !== undefined) {
    if (wires.includes(named)) return named;
    if ((await runningOn(root, plugins, named, vocabularies)).length > 0) return named;
    throw new CliError(
      `Expected a wire of the installed plugins (${wires.join(', ') || 'none'}), received ${named}.`,
    );
  }
  if (wires.length > 1) {
    throw new CliError(
      `The plugins use several wires: ${wires.join(', ')}. Select one with --wire.`,
    );
  }
  return wires[0] ?? 'ringcx';
};

/** Removes the types from a module. */
const withoutTypes = async (text: string): Promise<string> => {
  const { ts } = await import('ts-morph');
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return outputText;
};

/**
 * Writes the module that imports all plugins among the dependencies, if it changed.
 *
 * @throws CliError if the file name does not end with .ts or .js, or the wire is ambiguous
 */
export const writeEmitted = async (
  { root, plugins }: Pick<ListReport, 'root' | 'plugins'>,
  file: string,
  {
    wire,
    vocabularies,
    check,
  }: {
    readonly wire: string | undefined;
    readonly vocabularies: Vocabularies;
    readonly check: boolean;
  },
): Promise<Emitted> => {
  if (!/\.m?[jt]s$/.test(file)) {
    throw new CliError(`--emit: expected a file that ends with .ts or .js, received ${file}.`);
  }
  const dependencies = plugins.filter(({ isDependency }) => isDependency);
  const chosen = await chosenWire(root, dependencies, wire, vocabularies);
  const typed = emitPlugins(await runningOn(root, dependencies, chosen, vocabularies), chosen);
  const text = file.endsWith('ts') ? typed : await withoutTypes(typed);
  const changed = (await readIfThere(file)) !== text;
  if (changed && !check) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return { file, changed };
};
