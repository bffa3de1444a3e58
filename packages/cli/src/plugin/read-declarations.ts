import { realpathSync } from 'node:fs';
import { exportOf } from '../read/factory.js';
import { createSources } from '../read/project.js';
import { createPluginReader } from '../read/read-plugin.js';
import type { Manifest, PluginPackage } from './manifest.js';

/** What the source of a package says of one plugin that it exports. */
export type Declaration = Pick<Manifest, 'plugin' | 'requests' | 'pushes'>;

/** The names of a group, each once, in the order of the source. */
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/**
 * What plugins a package exports, by its source, which is not run. Empty where only built code is
 * there. What cannot be told without running it is left out: `jackfield check` reports it.
 */
export const readDeclarations = ({
  folder,
  source,
}: Pick<PluginPackage, 'folder' | 'source'>): readonly Declaration[] => {
  if (source === undefined) return [];
  const sources = createSources();
  const entry = sources.add(realpathSync(source));
  const { plugins } = createPluginReader(sources).read(entry, realpathSync(folder));
  return plugins.map(({ name, kind, factory, handlers }) => ({
    plugin: exportOf(name, kind, factory),
    requests: unique(handlers.filter(({ group }) => group === 'requests').map(({ name }) => name)),
    pushes: unique(handlers.filter(({ group }) => group === 'pushes').map(({ name }) => name)),
  }));
};
