import type { Edit } from '../edit.js';
import type { MigratedProject, Migration, Note } from '../migration.js';
import { isOlder } from '../ranges.js';
import { commandChanges } from './command-words.js';
import { isBelow, manifestChanges, oldEntries } from './manifest-changes.js';
import { moduleChanges } from './module-changes.js';

/** The command, `main` and `Io` are in @jackfield/cli; `check` of schemas is `check-schemas`. */
export const cliPackage: Migration = {
  id: 'cli-package',
  from: '0.1',
  to: '0.2.0',
  purpose:
    'The command `jackfield`, `main` and `Io` are in `@jackfield/cli`, and `jackfield check` of schemas is `jackfield check-schemas`.',
  does: [
    'imports, type imports and re-exports of `main` and `Io` come from `@jackfield/cli`; those that take more from `@jackfield/codegen` are split',
    '`jackfield check` is `jackfield check-schemas` in scripts of package.json, shell scripts, YAML and calls of `main`',
    '`npx @jackfield/codegen` and its like name `@jackfield/cli`',
    'package.json asks for `@jackfield/cli` in place of `@jackfield/codegen`, or beside it where its functions are used',
  ],
  leaves: [
    '`import()`, `require`, mocks, `export *` and namespaces of `@jackfield/codegen` that may mean `main` or `Io`',
    '`jackfield check` in the strings of a program, and without `--schemas` or `--wire` where the version before is unknown',
    '`@jackfield/codegen` in commands that do not run it, as `npm install`',
    'documents: Markdown is not read',
  ],
  changesOf(project: MigratedProject) {
    const { manifests, modules, commands, target } = project;
    const isOld = isOlder(manifests, [0, 2, 0]);
    const edits = new Map<string, Edit[]>();
    const notes: Note[] = [];
    /** The files that need the command, or the functions that stay. */
    const cli: string[] = [];
    const codegen: string[] = [];
    const keep = (path: string, own: readonly Edit[]): void => {
      if (own.length > 0) edits.set(path, [...(edits.get(path) ?? []), ...own]);
    };

    for (const file of modules) {
      const found = moduleChanges(file, isOld);
      keep(file.path, found.edits);
      notes.push(...found.notes);
      if (found.usesMoved) cli.push(file.path);
      if (found.usesRest) codegen.push(file.path);
    }
    for (const { path, text } of commands) {
      const found = commandChanges(text, isOld, target);
      keep(path, found.edits);
      notes.push(...found.notes.map((note) => ({ path, ...note })));
      if (found.runs) cli.push(path);
    }
    for (const { path, text, scripts } of manifests) {
      for (const { value } of scripts) {
        const found = commandChanges(text.slice(value.start, value.end), isOld, target);
        const at = value.start;
        keep(
          path,
          found.edits.map(({ start, end, text: made }) => ({
            start: start + at,
            end: end + at,
            text: made,
          })),
        );
        notes.push(
          ...found.notes.map(({ offset, message }) => ({ path, offset: offset + at, message })),
        );
        if (found.runs) cli.push(path);
      }
    }

    const holders = manifests.filter((manifest) => oldEntries(manifest).length > 0);
    for (const manifest of holders) {
      // What is below answers to the package.json nearest to it that has the old package.
      const others = holders.filter((other) => other !== manifest && isBelow(other.path, manifest));
      const isOwn = (path: string): boolean =>
        isBelow(path, manifest) && !others.some((other) => isBelow(path, other));
      const needs = { cli: cli.some(isOwn), codegen: codegen.some(isOwn) };
      keep(manifest.path, manifestChanges(manifest, needs, target));
    }
    return { edits, notes };
  },
};
