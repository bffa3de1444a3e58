import { canonical } from '@jackfield/plugin-kit/json';
import type { Manifest } from '../plugin/manifest.js';
import { exportOf } from '../read/factory.js';
import type { PluginSource } from '../read/read-plugin.js';
import type { Vocabulary } from './vocabulary.js';

const sorted = (names: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(names.filter((name) => name !== undefined))].sort();

/** Returns the manifest of a plugin's source. Names are sorted: their order has no meaning. */
export const manifestOf = (
  { name, kind, factory, manifest, handlers }: PluginSource,
  { wire, requests, pushes }: Vocabulary,
  core: string,
  handWritten: Pick<Manifest, 'dev' | 'maxSize'>,
): Manifest => {
  const handled = (group: string, known: ReadonlyMap<string, unknown>): readonly string[] =>
    sorted(
      handlers
        .filter((handler) => handler.group === group && known.has(handler.name))
        .map((handler) => handler.name),
    );
  const own = handled('requests', requests);
  return {
    plugin: manifest ?? exportOf(name, kind, factory),
    requests: own,
    pushes: handled('pushes', pushes),
    capabilities: sorted(own.map((each) => requests.get(each)?.capability)),
    wire: [wire],
    core,
    ...(handWritten.dev !== undefined && { dev: handWritten.dev }),
    ...(handWritten.maxSize !== undefined && { maxSize: handWritten.maxSize }),
  };
};

/** Returns the members in which two manifests differ, in the order of the second. */
export const differences = (
  before: Readonly<Record<string, unknown>>,
  after: Manifest,
): readonly (keyof Manifest)[] =>
  (Object.keys(after) as (keyof Manifest)[]).filter(
    (name) => canonical(before[name]) !== canonical(after[name]),
  );
