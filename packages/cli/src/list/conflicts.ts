import type { Message } from '@jackfield/codegen';
import type { Vocabularies } from '../check/vocabulary.js';
import type { ListedPlugin } from './installed-plugins.js';

/** A request that several plugins handle. */
export interface Conflict {
  readonly wire: string;
  readonly request: string;
  /** How their results are combined; `null` if the wire's schemas are not available. */
  readonly combine: Message['combine'] | null;
  /** In the order in which they run, if they are added in the order of this list. */
  readonly plugins: readonly string[];
}

/** Returns the wires of the plugins, sorted. */
export const wiresOf = (plugins: readonly ListedPlugin[]): readonly string[] =>
  [...new Set(plugins.flatMap(({ manifest }) => manifest.wire))].sort();

/** Returns the plugins that run on a wire: its own, and those of the wire that it speaks. */
export const runningOn = async (
  root: string,
  plugins: readonly ListedPlugin[],
  wire: string,
  vocabularies: Vocabularies,
): Promise<readonly ListedPlugin[]> => {
  const isOnly = plugins.every(({ manifest }) => manifest.wire.includes(wire));
  // The named folder may have no schemas of this wire.
  const vocabulary = isOnly ? undefined : await vocabularies.of(root, wire).catch(() => undefined);
  const speaks = vocabulary?.speaks;
  return plugins.filter(({ manifest }) =>
    manifest.wire.some((each) => each === wire || each === speaks),
  );
};

/** Returns the requests that several plugins of one wire handle. */
export const conflictsOf = async (
  root: string,
  plugins: readonly ListedPlugin[],
  vocabularies: Vocabularies,
): Promise<readonly Conflict[]> => {
  const conflicts: Conflict[] = [];
  for (const wire of wiresOf(plugins)) {
    const own = await runningOn(root, plugins, wire, vocabularies);
    const requests = [...new Set(own.flatMap(({ manifest }) => manifest.requests))].sort();
    for (const request of requests) {
      const names = own
        .filter(({ manifest }) => manifest.requests.includes(request))
        .map(({ name }) => name);
      if (names.length < 2) continue;
      const vocabulary = await vocabularies.of(root, wire);
      const combine = vocabulary?.requests.get(request)?.combine ?? null;
      conflicts.push({ wire, request, combine, plugins: names });
    }
  }
  return conflicts;
};
