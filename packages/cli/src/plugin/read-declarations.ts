import { realpathSync } from 'node:fs';
import { exportOf } from '../read/factory.js';
import { createSources } from '../read/project.js';
import { createPluginReader } from '../read/read-plugin.js';
import type { Manifest, PluginPackage } from './manifest.js';

/** The declaration of an exported plugin, read from the source. */
export type Declaration = Pick<Manifest, 'plugin' | 'requests' | 'pushes'>;

/** Removes duplicates, in the order of the source. */
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/**
 * Reads the plugins that a package exports from its source, without running it. Empty if there is
 * only built code. It omits what is built at run time: `jackfield check` reports that.
 */
export const readDeclarations = ({
  folder,
  source,
}: Pick<PluginPackage, 'folder' | 'source'>): readonly Declaration[] => {
  if (source === undefined) return [];
  const sources = createSources();
  const entry = sources.add(realpathSync(source));
  const { plugins } = createPluginReader(sources).read(entry, realpathSync(folder));
  return plugins.map(({ name, kind, factory, manifest, handlers }) => ({
    plugin: manifest ?? exportOf(name, kind, factory),
    requests: unique(handlers.filter(({ group }) => group === 'requests').map(({ name }) => name)),
    pushes: unique(handlers.filter(({ group }) => group === 'pushes').map(({ name }) => name)),
  }));
};
