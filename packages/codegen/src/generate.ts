import { join, posix, relative, sep } from 'node:path';
import { CodegenError } from './errors.js';
import { runsOf } from './last-run.js';
import { loadSources, type LoadOptions, type Sources } from './load.js';
import { createLinker, modelOf, type Protocol } from './model.js';
import type { RuleId, Violation, Warning } from './rules.js';
import {
  completeAbandoned,
  obsoleteFiles,
  AREAS,
  REFERENCE,
  staleFiles,
  writeFiles,
  type Files,
} from './write.js';

/** Options of {@link generate}. */
export interface GenerateOptions extends LoadOptions {
  /** The folder for the code. */
  readonly out: string;
  /** The folder for the reference in Markdown; not generated if omitted. */
  readonly docs?: string | undefined;
  /** The folder for the AsyncAPI document and the bundle of all schemas; not generated if omitted. */
  readonly spec?: string | undefined;
  /** The folder for a test kit: schemas as data, typed examples; not generated if omitted. */
  readonly kit?: string | undefined;
  /** The module from which the kit imports the type `Messages`; by default `messages.js` in `out`. */
  readonly typesModule?: string | undefined;
  /** Compare only: write no files. */
  readonly check?: boolean | undefined;
}

/** The result of {@link generate}. */
export interface Generated {
  /** Every generated file, by folder and name. */
  readonly files: readonly string[];
  /** The files that were written or, with `check`, are stale. */
  readonly changed: readonly string[];
  /** Pages of removed messages, modules of removed areas: removed or, with `check`, obsolete. */
  readonly removed: readonly string[];
  /** What schemas say that is not in types, or not checked. */
  readonly warnings: readonly Warning[];
}

/** Returns all violations of a folder of schemas. */
export const checkProtocol = async (options: LoadOptions): Promise<readonly Violation[]> => {
  const { checkSources } = await import('./check/check.js');
  return checkSources(await loadSources(options));
};

const loadChecked = async (
  options: LoadOptions,
  counts: (violation: Violation) => boolean,
): Promise<Sources> => {
  const sources = await loadSources(options);
  const { checkSources } = await import('./check/check.js');
  const violations = checkSources(sources).filter(counts);
  if (violations.length > 0) {
    const count = violations.length === 1 ? 'One violation' : `${violations.length} violations`;
    throw new CodegenError('SCHEMAS_INVALID', `${count} in ${options.schemas}.`, violations);
  }
  return sources;
};

/** Loads a folder of schemas; throws `SCHEMAS_INVALID` with all violations. */
export const loadProtocol = async (options: LoadOptions): Promise<Protocol> =>
  modelOf(await loadChecked(options, () => true));

/** The rules that the model depends on. */
const ESSENTIAL: ReadonlySet<RuleId> = new Set<RuleId>([
  'JSON_INVALID',
  'NESTING_TOO_DEEP',
  'SCHEMA_INVALID',
  'EXCHANGE_SHAPE',
  'REF_FORM',
  'REF_UNRESOLVED',
  'REF_MESSAGE',
  'REF_CIRCULAR',
  'TITLE_TAKEN',
  'ANNOTATION_MISSING',
  'ANNOTATION_INVALID',
  'NAME_TAKEN',
  'REQUEST_INCOMPLETE',
  'WIRE_INVALID',
]);

/**
 * Loads released schemas for a comparison. They may break newer rules, so only violations without
 * which no model is possible are errors.
 */
export const loadReleased = async (options: LoadOptions): Promise<Protocol> =>
  modelOf(await loadChecked(options, ({ rule }) => ESSENTIAL.has(rule)));

/** Returns the specifier by which a file in one folder imports a file of another. */
const moduleIn = (from: string, to: string, name: string): string => {
  const path = posix.join(relative(from, to).split(sep).join('/'), name);
  return path.startsWith('.') ? path : `./${path}`;
};

/**
 * Generates a protocol's files, writes those that changed, and removes those of removed messages and areas.
 *
 * All files are written, or none: a violation, or a file that cannot be written or removed, changes no
 * file. The next run completes what a killed process began.
 *
 * @example
 * await generate({ schemas: 'schemas', out: 'src/generated' });
 */
export const generate = async (options: GenerateOptions): Promise<Generated> => {
  const { out, docs, spec, kit, check = false } = options;
  const { check: _check, ...others } = options;
  const runs = await runsOf(options.schemas, others);
  const nested: [folder: string, subfolder: string][] = [[out, AREAS]];
  if (docs !== undefined) nested.push([docs, REFERENCE]);
  if (!check) {
    const flat = [out, spec, kit].filter((folder) => folder !== undefined);
    completeAbandoned(
      flat,
      nested.map((place) => join(...place)),
    );
  }
  const obsoleteIn = async (files: readonly string[]): Promise<readonly string[]> => {
    const found = nested.map(([folder, subfolder]) => obsoleteFiles(folder, subfolder, files));
    return (await Promise.all(found)).flat();
  };
  const last = await runs.last();
  if (last !== undefined && (await obsoleteIn(last.files)).length === 0) {
    const { files, warnings } = last;
    return { files, changed: [], removed: [], warnings };
  }
  // Loaded now: they take longer than a run without a change.
  const { emitCode, emitDocs, emitKit, emitSpec } = await import('./emit/emit.js');
  const { warningsOfSources } = await import('./warnings.js');
  const sources = await loadChecked(options, () => true);
  const linker = createLinker(sources);
  const protocol = modelOf(sources, linker);
  const folders: [folder: string, files: Files][] = [[out, await emitCode(protocol)]];
  if (docs !== undefined) folders.push([docs, await emitDocs(protocol)]);
  if (spec !== undefined) folders.push([spec, await emitSpec(protocol)]);
  if (kit !== undefined) {
    const typesModule = options.typesModule ?? moduleIn(kit, out, 'messages.js');
    folders.push([kit, await emitKit(protocol, typesModule)]);
  }

  const files: string[] = [];
  const changed: string[] = [];
  const written = new Map<string, string>();
  for (const [folder, made] of folders) {
    const stale = await staleFiles(folder, made);
    for (const name of stale) written.set(join(folder, name), made.get(name) as string);
    files.push(...[...made.keys()].map((name) => `${folder}/${name}`));
    changed.push(...stale.map((name) => `${folder}/${name}`));
  }

  const obsolete = await obsoleteIn(files);
  const warnings = warningsOfSources(sources, linker);
  // Watchers and build caches depend on modification times: only changed files are written.
  if (!check) writeFiles(written, obsolete);
  if (!check || changed.length + obsolete.length === 0) {
    const paths = folders.flatMap(([folder, made]) =>
      [...made.keys()].map((name) => join(folder, name)),
    );
    await runs.remember({ files, warnings }, paths);
  }
  return { files, changed, removed: obsolete, warnings };
};
