import type { Edit } from './edit.js';
import type { Manifest } from './manifest.js';
import type { Changes, Note } from './migration.js';
import { compareVersions, lowestOf, movedRange, textOfVersion, type Version } from './version.js';

const isOurs = (name: string): boolean => name.startsWith('@jackfield/');

/** The ranges of Jackfield's packages; those of peers only where there are no others. */
const ownRanges = (manifests: readonly Manifest[]): readonly string[] => {
  const all = manifests
    .flatMap(({ dependencies }) => [...dependencies])
    .flatMap(([kind, entries]) => entries.map(({ key, value }) => ({ kind, key, value })))
    .filter(({ key }) => isOurs(key.value));
  const installed = all.filter(({ kind }) => kind !== 'peerDependencies');
  return (installed.length > 0 ? installed : all).map(({ value }) => value.value);
};

/** The oldest version of any Jackfield package that is asked for. */
export const askedVersion = (manifests: readonly Manifest[]): Version | undefined =>
  ownRanges(manifests)
    .map(lowestOf)
    .filter((version) => version !== undefined)
    .sort(compareVersions)[0];

/** Whether it is sure that what is installed is older than `version`. */
export const isOlder = (manifests: readonly Manifest[], version: Version): boolean => {
  const ranges = ownRanges(manifests);
  return ranges.length > 0 && ranges.every((range) => movedRange(range, version) !== undefined);
};

/**
 * Asks for `target` where a plain range leaves it out. Peer ranges say with what a package was
 * tested, so they are left to a person.
 */
export const rangeChanges = (manifests: readonly Manifest[], target: Version): Changes => {
  const edits = new Map<string, readonly Edit[]>();
  const notes: Note[] = [];
  for (const { path, dependencies } of manifests) {
    const own: Edit[] = [];
    for (const [kind, entries] of dependencies) {
      for (const { key, value } of entries) {
        const moved = isOurs(key.value) ? movedRange(value.value, target) : undefined;
        if (moved === undefined) continue;
        if (kind !== 'peerDependencies') own.push({ ...value, text: moved });
        else {
          const message = `the peer range ${value.value} of ${key.value} leaves ${textOfVersion(target)} out: widen it once the tests pass with both`;
          notes.push({ path, offset: value.start, message });
        }
      }
    }
    if (own.length > 0) edits.set(path, own);
  }
  return { edits, notes };
};
