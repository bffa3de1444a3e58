import { isObject, show, step } from '@jackfield/plugin-kit/json';
import { levelsOf, MAX_NESTING } from '../nesting.js';
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

  checkCircles(definitions, known, report);
  checkChains([...definitions, ...messages], known, report);
};

type Files = ReadonlyMap<string, SourceFile>;

/** Checks that no definition is itself. A chain may be too long for recursion. */
const checkCircles = (definitions: readonly SourceFile[], known: Files, report: Report): void => {
  const done = new Set<string>();
  for (const start of definitions) {
    const trail = new Map<string, { file: SourceFile; rest: Reference[] }>();
    const enter = (file: SourceFile): void => {
      if (!done.has(file.path))
        trail.set(file.path, { file, rest: [...referencesOf(file, isAtSameValue)].reverse() });
    };
    const open: SourceFile[] = [];
    enter(start);
    if (trail.size > 0) open.push(start);
    for (let file = open.at(-1); file !== undefined; file = open.at(-1)) {
      const reference = trail.get(file.path)?.rest.pop();
      if (reference === undefined) {
        open.pop();
        trail.delete(file.path);
        done.add(file.path);
        continue;
      }
      const { pointer, ref } = reference;
      const next = known.get(resolveRef(file.path, ref));
      if (next === undefined || done.has(next.path)) continue;
      if (!trail.has(next.path)) {
        enter(next);
        open.push(next);
        continue;
      }
      const paths = open.map(({ path }) => path);
      const circle = [...paths.slice(paths.indexOf(next.path)), next.path].join(' → ');
      const message = `expected a definition that contains itself only in members or entries, received ${show(ref)} (${circle})`;
      report.add(file, pointer, 'REF_CIRCULAR', message);
    }
  }
};

/** Checks that schemas do not nest too deep through references. */
const checkChains = (files: readonly SourceFile[], known: Files, report: Report): void => {
  /** How deep a file nests, with all that it refers to: one more than the limit stands for any more. */
  const depths = new Map<string, number>();
  const most = MAX_NESTING.schemas + 1;
  const targetsOf = (file: SourceFile): readonly (readonly [target: SourceFile, depth: number])[] =>
    [...levelsOf(file.json)].flatMap(([schema, depth]) => {
      const ref = isObject(schema) ? schema['$ref'] : undefined;
      const target = typeof ref === 'string' ? known.get(resolveRef(file.path, ref)) : undefined;
      return target === undefined ? [] : [[target, depth] as const];
    });
  const entered = new Set<string>();
  const open = [...files];
  for (let file = open.at(-1); file !== undefined; file = open.at(-1)) {
    const targets = targetsOf(file);
    const missing = targets.filter(([{ path }]) => !depths.has(path) && !entered.has(path));
    if (!entered.has(file.path) && missing.length > 0) {
      entered.add(file.path);
      open.push(...missing.map(([target]) => target));
      continue;
    }
    entered.add(file.path);
    open.pop();
    if (depths.has(file.path)) continue;
    let depth = 0;
    for (const [, level] of levelsOf(file.json)) depth = Math.max(depth, level);
    for (const [{ path }, level] of targets) {
      depth = Math.max(depth, level + (depths.get(path) ?? 0));
    }
    depths.set(file.path, Math.min(depth, most));
    if (depth < most) continue;
    const expected = `at most ${MAX_NESTING.schemas} schemas within each other`;
    report.add(file, '', 'NESTING_TOO_DEEP', `expected ${expected}, received more by \`$ref\``);
  }
};
