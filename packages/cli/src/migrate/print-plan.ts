import { plural } from '../command.js';
import type { Migration } from './migration.js';
import type { Plan, PlannedNote } from './plan.js';
import { textOfVersion } from './version.js';

/** The migrations, those that are due marked. */
export const printMigrations = (
  all: readonly Migration[],
  due: readonly Migration[],
  json: boolean,
): readonly string[] => {
  if (json) {
    const rows = all.map((migration) => {
      const { changesOf: _code, ...said } = migration;
      return { ...said, due: due.includes(migration) };
    });
    return [JSON.stringify(rows, undefined, 2)];
  }
  return all.flatMap((migration) => [
    `${migration.id}  ${migration.from} → ${migration.to}${due.includes(migration) ? '  due here' : ''}`,
    `  ${migration.purpose}`,
    ...migration.does.map((line) => `  changes: ${line}`),
    ...migration.leaves.map((line) => `  to you:  ${line}`),
  ]);
};

const placeIn = (note: PlannedNote, written: boolean): PlannedNote['before'] =>
  written ? note.after : note.before;

/** What was done, or would be: each change with its lines, then what is left. */
export const printPlan = (plan: Plan, written: boolean): readonly string[] => {
  const { asked, target, migrations, files, notes } = plan;
  const from = asked === undefined ? 'an unknown version' : textOfVersion(asked);
  if (migrations.length === 0) return [`No migration from ${from} to ${textOfVersion(target)}.`];
  return [
    `From ${from} to ${textOfVersion(target)}: ${migrations.map(({ id }) => id).join(', ')}`,
    ...files.flatMap(({ path, changes }) => [
      '',
      path,
      ...changes.flatMap(({ line, before, after }) => [
        `  line ${line}`,
        ...before.map((text) => `  - ${text}`.trimEnd()),
        ...after.map((text) => `  + ${text}`.trimEnd()),
      ]),
    ]),
    ...(notes.length === 0 ? [] : ['', 'Left to you:']),
    ...notes.map((note) => {
      const { line, column } = placeIn(note, written);
      return `  ${note.path}:${line}:${column} ${note.message}`;
    }),
    '',
    `${plural(files.length, 'file')} ${written ? 'written' : 'to write'}, ${plural(notes.length, 'place')} to look at.`,
    ...(written ? ['Run npm install, then your tests.'] : []),
  ];
};

/** The same for machines. */
export const planAsJson = (plan: Plan, written: boolean): string =>
  JSON.stringify(
    {
      from: plan.asked === undefined ? null : textOfVersion(plan.asked),
      to: textOfVersion(plan.target),
      written,
      migrations: plan.migrations.map(({ id }) => id),
      files: plan.files.map(({ path, changes }) => ({ file: path, changes })),
      notes: plan.notes.map((note) => ({
        migration: note.migration,
        file: note.path,
        ...placeIn(note, written),
        message: note.message,
      })),
    },
    undefined,
    2,
  );
