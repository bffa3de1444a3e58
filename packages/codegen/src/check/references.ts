import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { placeOfFile, type SourceFile, type Sources } from '../load.js';
import { walkSchema } from '../walk.js';
import type { Report } from './report.js';

interface Reference {
  readonly pointer: string;
  readonly ref: string;
  readonly schema: unknown;
}

/** Whether a pointer stays at the value of a schema, and enters no member, entry or key. */
const isAtSameValue = (pointer: string): boolean =>
  /^(?:\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|dependencies\/[^/]*))*$/.test(pointer);

const referencesOf = (
  file: SourceFile,
  isWanted: (pointer: string) => boolean = () => true,
): readonly Reference[] =>
  [...walkSchema(file.json)]
    .filter(([pointer]) => isWanted(pointer))
    .flatMap(([pointer, schema]) => {
      const ref = isObject(schema) ? schema['$ref'] : undefined;
      return typeof ref === 'string' ? [{ pointer: step(pointer, '$ref'), ref, schema }] : [];
    });

/**
 * Checks that every reference leads to a definition among the files, and that none of these is itself:
 * it may contain itself in a member, an entry or a key.
 */
export const checkReferences = (sources: Sources, report: Report): void => {
  const { wire, messages, definitions, targetOf } = sources;
  const others = new Set([wire, ...messages]);
  for (const file of [...messages, ...definitions]) {
    for (const { pointer, ref, schema } of referencesOf(file)) {
      const target = targetOf(schema);
      if (target === undefined) {
        report.add(
          file,
          pointer,
          'REF_UNRESOLVED',
          `expected a schema in a file of the schemas folder, received ${show(ref)}`,
        );
      } else if (others.has(target)) {
        report.add(
          file,
          pointer,
          'REF_MESSAGE',
          `expected a shared definition, received ${show(target.path)}`,
        );
      }
    }
  }
  checkCircles(sources, report);
};

/** Checks that no definition is itself. A chain may be too long for recursion. */
const checkCircles = ({ definitions, targetOf }: Sources, report: Report): void => {
  const known = new Set(definitions);
  const done = new Set<SourceFile>();
  for (const start of definitions) {
    const trail = new Map<SourceFile, Reference[]>();
    const open: SourceFile[] = [];
    const enter = (file: SourceFile): void => {
      trail.set(file, [...referencesOf(file, isAtSameValue)].reverse());
      open.push(file);
    };
    if (!done.has(start)) enter(start);
    for (let file = open.at(-1); file !== undefined; file = open.at(-1)) {
      const reference = trail.get(file)?.pop();
      if (reference === undefined) {
        open.pop();
        trail.delete(file);
        done.add(file);
        continue;
      }
      const next = targetOf(reference.schema);
      if (next === undefined || !known.has(next) || done.has(next)) continue;
      if (!trail.has(next)) {
        enter(next);
        continue;
      }
      const circle = [...open.slice(open.indexOf(next)), next].map(placeOfFile).join(' → ');
      const message = `expected a definition that contains itself only in members or entries, received ${show(reference.ref)} (${circle})`;
      report.add(file, reference.pointer, 'REF_CIRCULAR', message);
    }
  }
};
