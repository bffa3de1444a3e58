import type { Vocabularies } from '../check/vocabulary.js';
import { packageIn } from '../plugin/find-plugin-packages.js';
import type { Manifest, PluginPackage } from '../plugin/manifest.js';
import { mentionsPlugin } from '../plugin/mentions-plugin.js';
import type { PackageJson } from '../plugin/package-json.js';

/**
 * Returns the manifests of packages that have none, by folder, as their source proves them: `null` if
 * the source does not prove what a plugin handles. Packages that export no plugin, or have no source,
 * are omitted.
 */
export const readSources = async (
  packages: ReadonlyMap<string, PackageJson>,
  root: string,
  vocabularies: Vocabularies,
): Promise<ReadonlyMap<string, Manifest | null>> => {
  const candidates: PluginPackage[] = [];
  for (const [folder, json] of packages) {
    const candidate = await packageIn(folder, json);
    if (candidate.source !== undefined && (await mentionsPlugin(candidate.source)))
      candidates.push(candidate);
  }
  if (candidates.length === 0) return new Map();
  // The parser is slow to load.
  const { checkPackages } = await import('../check/check-plugins.js');
  const reports = await checkPackages(candidates, root, vocabularies, {
    bundle: false,
    load: false,
  });
  return new Map(
    reports.flatMap(({ folder, manifest, violations }) =>
      violations.some(({ rule }) => rule === 'PLUGIN_MISSING') ? [] : [[folder, manifest]],
    ),
  );
};
