import { posix, relative, sep } from 'node:path';
import { checkSources } from './check/check.js';
import { CodegenError } from './errors.js';
import { emitCode, emitDocs, emitKit, emitSpec, REFERENCE } from './emit/emit.js';
import { loadSources, type LoadOptions } from './load.js';
import { modelOf, type Protocol } from './model.js';
import type { Violation, RuleId } from './rules.js';
import { orphanedFiles, removeFiles, staleFiles, writeFiles, type Files } from './write.js';

/** What {@link generate} reads and writes. */
export interface GenerateOptions extends LoadOptions {
  /** The folder for the code. */
  readonly out: string;
  /** The folder for the reference in Markdown; without it none is made. */
  readonly docs?: string | undefined;
  /** The folder for the AsyncAPI document and the bundle of all schemas; without it none is made. */
  readonly spec?: string | undefined;
  /** The folder for what a test kit needs: schemas as data, typed examples. Without it none is made. */
  readonly kit?: string | undefined;
  /** The module that the kit imports the type `Messages` from; by default `messages.js` in `out`. */
  readonly typesModule?: string | undefined;
  /** Compare only: write nothing. */
  readonly check?: boolean | undefined;
}

/** What {@link generate} did. */
export interface Generated {
  /** Every file that the protocol has, by folder and name. */
  readonly files: readonly string[];
  /** Those that were written, or, with `check`, that should have been. */
  readonly changed: readonly string[];
  /** Pages of messages that are gone: they were removed, or, with `check`, should have been. */
  readonly removed: readonly string[];
}

/** All violations of a folder of schemas. */
export const checkProtocol = async (options: LoadOptions): Promise<readonly Violation[]> =>
  checkSources(await loadSources(options));

const load = async (
  options: LoadOptions,
  counts: (violation: Violation) => boolean,
): Promise<Protocol> => {
  const sources = await loadSources(options);
  const violations = checkSources(sources).filter(counts);
  if (violations.length > 0) {
    const count = violations.length === 1 ? 'One violation' : `${violations.length} violations`;
    throw new CodegenError('SCHEMAS_INVALID', `${count} in ${options.schemas}.`, violations);
  }
  return modelOf(sources);
};

/** The model of a folder of schemas; throws `SCHEMAS_INVALID` with all violations. */
export const loadProtocol = (options: LoadOptions): Promise<Protocol> => load(options, () => true);

/** Rules without which there is no model, or not one that says what its files say. */
const ESSENTIAL: ReadonlySet<RuleId> = new Set<RuleId>([
  'JSON_INVALID',
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
 * The model of schemas that were released, for a comparison. They stay as they are, and so may break
 * rules that are younger than they: of violations, only those count that leave no model.
 */
export const loadReleased = (options: LoadOptions): Promise<Protocol> =>
  load(options, ({ rule }) => ESSENTIAL.has(rule));

/** How a file in one folder imports a file of another. */
const moduleIn = (from: string, to: string, name: string): string => {
  const path = posix.join(relative(from, to).split(sep).join('/'), name);
  return path.startsWith('.') ? path : `./${path}`;
};

/**
 * Makes a protocol's files, writes those that changed, and removes pages of messages that are gone.
 *
 * Everything is made before anything is written, so that a violation leaves all files as they were.
 *
 * @example
 * await generate({ schemas: 'schemas', out: 'src/generated' });
 */
export const generate = async (options: GenerateOptions): Promise<Generated> => {
  const { out, docs, spec, kit, check = false } = options;
  const protocol = await loadProtocol(options);
  const folders: [folder: string, files: Files][] = [[out, await emitCode(protocol)]];
  const reference: Files = docs === undefined ? new Map() : await emitDocs(protocol);
  if (docs !== undefined) folders.push([docs, reference]);
  if (spec !== undefined) folders.push([spec, await emitSpec(protocol)]);
  if (kit !== undefined) {
    const typesModule = options.typesModule ?? moduleIn(kit, out, 'messages.js');
    folders.push([kit, await emitKit(protocol, typesModule)]);
  }

  const files: string[] = [];
  const changed: string[] = [];
  for (const [folder, made] of folders) {
    const stale = await (check ? staleFiles : writeFiles)(folder, made);
    files.push(...[...made.keys()].map((name) => `${folder}/${name}`));
    changed.push(...stale.map((name) => `${folder}/${name}`));
  }

  const orphans = docs === undefined ? [] : await orphanedFiles(docs, REFERENCE, reference);
  if (docs !== undefined && !check) await removeFiles(docs, orphans);
  return { files, changed, removed: orphans.map((name) => `${docs}/${name}`) };
};
