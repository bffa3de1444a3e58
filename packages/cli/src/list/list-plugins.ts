import { realpath } from 'node:fs/promises';
import { createVocabularies, type Vocabularies } from '../check/vocabulary.js';
import { nearestPackage } from '../plugin/package-json.js';
import { conflictsOf, wiresOf, type Conflict } from './conflicts.js';
import { installedPlugins, type ListedPlugin, type ListProblem } from './installed-plugins.js';

/** The output of `jackfield list --json`. */
export interface ListReport {
  /** The folder of the package.json, absolute. */
  readonly root: string;
  readonly plugins: readonly ListedPlugin[];
  /** Requests that several plugins handle. */
  readonly conflicts: readonly Conflict[];
  /** The wires that the plugins are made for. */
  readonly wires: readonly string[];
  readonly problems: readonly ListProblem[];
}

/** Lists the installed plugins of a folder by their manifests or their source, without loading them. */
export const listPlugins = (folder: string, schemas?: string): Promise<ListReport> =>
  listWith(folder, createVocabularies(schemas));

/** The same, with schemas that the caller uses as well. */
export const listWith = async (folder: string, vocabularies: Vocabularies): Promise<ListReport> => {
  const nearest = await nearestPackage(folder);
  const root = await realpath(nearest.folder);
  const { plugins, problems } = await installedPlugins(root, nearest.json, vocabularies);
  return {
    root,
    plugins,
    conflicts: await conflictsOf(root, plugins, vocabularies),
    wires: wiresOf(plugins),
    problems,
  };
};
