import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { resolveRef, type SourceFile, type Sources } from '../load.js';
import { walkSchema } from '../walk.js';
import type { Report } from './report.js';

interface Reference {
  readonly pointer: string;
  readonly ref: string;
}

/** Whether a pointer stays at the value of a file's schema, and enters no member, entry or key. */
const isAtSameValue = (pointer: string): boolean => /^(?:\/(?:allOf|anyOf)\/\d+)*$/.test(pointer);

/** Returns the references of a file that name a whole file. */
const referencesOf = (
  file: SourceFile,
  isWanted: (pointer: string) => boolean = () => true,
): readonly Reference[] =>
  [...walkSchema(file.json)]
    .filter(([pointer]) => isWanted(pointer))
    .flatMap(([pointer, schema]) => {
      const ref = isObject(schema) ? schema['$ref'] : undefined;
      if (typeof ref !== 'string' || !/^\.{1,2}\/[^#:]+\.json$/.test(ref)) return [];
      return [{ pointer: step(pointer, '$ref'), ref }];
    });

/**
 * Checks that every reference leads to a shared definition, and that none of these is itself: it may
 * contain itself in a member, an entry or a key.
 */
export const checkReferences = ({ wire, messages, definitions }: Sources, report: Report): void => {
  const known = new Map(definitions.map((file) => [file.path, file]));
  const others = new Set([wire, ...messages].map(({ path }) => path));

  for (const file of [...messages, ...definitions]) {
    for (const { pointer, ref } of referencesOf(file)) {
      const path = resolveRef(file.path, ref);
      if (others.has(path)) {
        report.add(
          file,
          pointer,
          'REF_MESSAGE',
          `expected a shared definition, received ${show(path)}`,
        );
      } else if (!known.has(path)) {
        report.add(
          file,
          pointer,
          'REF_UNRESOLVED',
          `expected a file of the schemas folder, received ${show(ref)}`,
        );
      }
    }
  }

  const done = new Set<string>();
  const visit = (file: SourceFile, trail: readonly string[]): void => {
    for (const { pointer, ref } of referencesOf(file, isAtSameValue)) {
      const next = known.get(resolveRef(file.path, ref));
      if (next === undefined || done.has(next.path)) continue;
      const start = trail.indexOf(next.path);
      if (start < 0) {
        visit(next, [...trail, next.path]);
      } else {
        const circle = [...trail.slice(start), next.path].join(' → ');
        const message = `expected a definition that contains itself only in members or entries, received ${show(ref)} (${circle})`;
        report.add(file, pointer, 'REF_CIRCULAR', message);
      }
    }
    done.add(file.path);
  };
  for (const file of definitions) if (!done.has(file.path)) visit(file, [file.path]);
};
