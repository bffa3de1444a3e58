import { applyEdits, offsetAfter, offsetBefore, type Edit } from './edit.js';
import { lineChanges, type LineChange } from './line-changes.js';
import { readManifest } from './manifest.js';
import type { Changes, MigratedProject, Migration } from './migration.js';
import { dueMigrations } from './migrations.js';
import { placeOf, type Place } from './place.js';
import { askedVersion, rangeChanges } from './ranges.js';
import { emptyProject, syntaxFaults, type ReadProject } from './read-project.js';
import type { Version } from './version.js';

/** A file as it would be. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  readonly changes: readonly LineChange[];
}

/** Where a person has to look. */
export interface PlannedNote {
  /** The migration's id; `ranges` where versions are meant. */
  readonly migration: string;
  readonly path: string;
  /** In the file as it is. */
  readonly before: Place;
  /** In the file as it will be. */
  readonly after: Place;
  readonly message: string;
}

/** All that a migration of a folder would do. */
export interface Plan {
  readonly asked: Version | undefined;
  readonly target: Version;
  readonly migrations: readonly Migration[];
  readonly files: readonly PlannedFile[];
  readonly notes: readonly PlannedNote[];
}

type Texts = ReadonlyMap<string, string>;

const textsOf = ({ manifests, modules, commands }: ReadProject | MigratedProject): Texts =>
  new Map([...manifests, ...modules, ...commands].map(({ path, text }) => [path, text]));

/** The project with other texts. */
const rewritten = (project: MigratedProject, texts: Texts): MigratedProject => {
  const own = emptyProject();
  const textOf = (path: string): string => texts.get(path) as string;
  return {
    ...project,
    manifests: project.manifests.map(({ path }) => readManifest(path, textOf(path))),
    modules: project.modules.map(({ path }) => ({
      path,
      text: textOf(path),
      source: own.createSourceFile(`/${path}`, textOf(path)),
    })),
    commands: project.commands.map(({ path }) => ({ path, text: textOf(path) })),
  };
};

/**
 * What the due migrations make of a project, each of what the one before has made; at last the ranges
 * of Jackfield's packages, since what was changed needs the target. Pure.
 *
 * @throws Error if a module would not parse any more
 */
export const planOf = (read: ReadProject, target: Version, all?: readonly Migration[]): Plan => {
  const asked = askedVersion(read.manifests);
  const migrations = dueMigrations(asked, target, all);
  const ranges = ({ manifests }: MigratedProject): Changes => rangeChanges(manifests, target);
  const steps = migrations.map(({ id, changesOf }) => ({ id, changesOf }));
  if (steps.length > 0) steps.push({ id: 'ranges', changesOf: ranges });

  let project: MigratedProject = { ...read, target };
  const stages: ReadonlyMap<string, readonly Edit[]>[] = [];
  const told: (Changes['notes'][number] & { migration: string; stage: number })[] = [];
  for (const [stage, { id, changesOf }] of steps.entries()) {
    const { edits, notes } = changesOf(project);
    for (const { path, offset, message } of notes)
      told.push({ path, offset, message, migration: id, stage });
    stages.push(edits);
    const texts = new Map(
      [...textsOf(project)].map(([path, text]) => [path, applyEdits(text, edits.get(path) ?? [])]),
    );
    project = rewritten(project, texts);
  }

  const [broken] = syntaxFaults(project.modules);
  if (broken !== undefined) {
    const { path, line, message } = broken;
    throw new Error(`${path} could not be changed: line ${line} of what came of it: ${message}`);
  }

  const [olds, news] = [textsOf(read), textsOf(project)];
  const files = [...news].flatMap(([path, text]) =>
    text === olds.get(path)
      ? []
      : [{ path, text, changes: lineChanges(olds.get(path) as string, text) }],
  );
  const notes = told.map(({ path, offset, message, migration, stage }) => {
    const own = stages.map((edits) => edits.get(path) ?? []);
    const before = own.slice(0, stage).reduceRight((at, edits) => offsetBefore(at, edits), offset);
    const after = own.slice(stage).reduce((at, edits) => offsetAfter(at, edits), offset);
    return {
      migration,
      path,
      before: placeOf(olds.get(path) as string, before),
      after: placeOf(news.get(path) as string, after),
      message,
    };
  });
  notes.sort((a, b) =>
    a.path === b.path
      ? a.before.line - b.before.line || a.before.column - b.before.column
      : Number(a.path > b.path) - 0.5,
  );
  return { asked, target, migrations, files, notes };
};
