import { writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { Node, type SourceFile } from 'ts-morph';
import { isObject } from '@jackfield/plugin-kit/json';
import { placeInJson } from '../plugin/json-place.js';
import { installedVersion } from '../plugin/installed-version.js';
import type { Manifest } from '../plugin/manifest.js';
import type { RunReport } from '../run/read-plugins.js';
import type { PluginReader } from '../read/read-plugin.js';
import { bundleViolations, type Weight } from './bundle/bundle-violations.js';
import { violationOf, type BrokenRule, type Violation } from './violation.js';
import { manifestViolations } from './manifest-violations.js';
import { manifestOf } from './manifest-of.js';
import { CORE, peerRange, RINGEX } from './peer-violations.js';
import { runViolations } from './run-violations.js';
import type { CheckedPackage } from './read-package.js';
import type { PackageReport } from './report.js';
import type { RuleId } from './rules.js';
import { sourceViolations } from './source-violations.js';
import { syntaxErrors } from './syntax-errors.js';
import type { Vocabularies } from './vocabulary.js';
import { withManifest } from './write-manifest.js';

/** The default size limit of a plugin in bytes, minified and gzipped without core. */
export const DEFAULT_MAX_SIZE = 50_000;

/** What the checks of all packages in one run share. */
export interface CheckContext {
  /** File paths in the report are relative to this folder. */
  readonly root: string;
  readonly reader: PluginReader;
  readonly vocabularies: Vocabularies;
  /** Loads the plugins of a module of a package in a process of its own. */
  readonly load: (folder: string, file: string) => Promise<RunReport>;
  readonly write: boolean;
  readonly bundle: boolean;
  /** Overrides the manifest's and the default. */
  readonly maxSize: number | undefined;
}

/** Violations that prevent writing a manifest: it would be wrong where the source is not fully known. */
const UNCERTAIN: ReadonlySet<RuleId> = new Set<RuleId>([
  'SOURCE_INVALID',
  'DECLARATION_UNREADABLE',
  'PLUGIN_SEVERAL',
  'HANDLER_ABSENT',
  'HANDLER_OVERRIDDEN',
  'NAME_COMPUTED',
  'MESSAGE_UNKNOWN',
  'MESSAGE_MISPLACED',
  'MESSAGE_INTERNAL',
  'MESSAGE_DECLARED_ONLY',
  'FACTORY_UNSUITABLE',
]);

const sizeOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;

const bundled = async (
  checked: CheckedPackage,
  entry: string,
  { maxSize }: CheckContext,
): Promise<{ readonly violations: readonly BrokenRule[]; readonly weight: Weight | undefined }> => {
  const { folder, json, text, file } = checked;
  const own = isObject(json['jackfield']) ? sizeOf(json['jackfield']['maxSize']) : undefined;
  return bundleViolations({
    folder,
    entry,
    json,
    limit: maxSize ?? own ?? DEFAULT_MAX_SIZE,
    limitPlace:
      own === undefined
        ? { file: entry, line: 1, column: 1 }
        : placeInJson(file, text, 'jackfield', 'maxSize'),
  });
};

const sortKey = ({ file, line, column, rule }: Violation): string =>
  `${file}\0${String(line).padStart(8, '0')}${String(column).padStart(8, '0')}${rule}`;

/** Sorts by place and removes duplicates: a constant that two declarations use is read twice. */
const sortedUnique = (brokenRules: readonly BrokenRule[], root: string): readonly Violation[] => {
  const violations = new Map<string, Violation>();
  for (const brokenRule of brokenRules) {
    const violation = violationOf(brokenRule);
    const file = relative(root, violation.file).split(sep).join('/');
    violations.set(`${sortKey(violation)}\0${violation.message}`, { ...violation, file });
  }
  return [...violations.values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
};

const importsRingex = (file: SourceFile): boolean =>
  file
    .getImportStringLiterals()
    .some((literal) => Node.isStringLiteral(literal) && literal.getLiteralValue() === RINGEX);

/** Checks one package against all rules. */
export const checkPackage = async (
  checked: CheckedPackage,
  entry: SourceFile | undefined,
  context: CheckContext,
): Promise<PackageReport> => {
  const { name, version, folder, file, text, json } = checked;
  const violations: BrokenRule[] = [];
  const checkPeer = async (peer: string): Promise<string | undefined> => {
    const found = peerRange(json, peer, await installedVersion(folder, peer));
    for (const { path, rule, message } of found.violations)
      violations.push({ rule, message, place: placeInJson(file, text, ...path) });
    return found.range;
  };
  const range = await checkPeer(CORE);
  let manifest: Manifest | undefined;
  let weight: Weight | undefined;
  if (entry === undefined) {
    const message = 'The source of the main entry was not found.';
    violations.push({ rule: 'SOURCE_MISSING', place: placeInJson(file, text, 'exports'), message });
  } else {
    const path = entry.getFilePath();
    const source = context.reader.read(entry, folder);
    if (source.files.some((each) => importsRingex(each))) await checkPeer(RINGEX);
    const syntax = syntaxErrors(source.files);
    const report = await sourceViolations(
      checked,
      path,
      source,
      context.reader,
      context.vocabularies,
    );
    violations.push(...syntax, ...report.violations);
    if (syntax.length === 0) {
      const own = isObject(json['jackfield']) ? json['jackfield'] : {};
      const dev = typeof own['dev'] === 'string' ? resolve(folder, own['dev']) : undefined;
      violations.push(
        ...runViolations(
          {
            source,
            plugin: report.plugin,
            named: isObject(own['plugin']) ? own['plugin']['export'] : undefined,
            entry: path,
            loaded: await context.load(folder, path),
            dev: dev === undefined ? undefined : await context.load(folder, dev),
          },
          context.reader,
        ),
      );
    }
    const isCertain = !violations.some(({ rule }) => UNCERTAIN.has(rule));
    if (report.plugin !== undefined && report.vocabulary !== undefined && isCertain) {
      const handWritten = (json['jackfield'] ?? {}) as Pick<Manifest, 'dev' | 'maxSize'>;
      if (range !== undefined) {
        manifest = manifestOf(report.plugin, report.vocabulary, range, handWritten);
      }
    }
    if (context.bundle && syntax.length === 0) {
      const made = await bundled(checked, path, context);
      violations.push(...made.violations);
      weight = made.weight;
    }
  }

  let stale = manifestViolations(checked, manifest);
  const written = context.write && manifest !== undefined && stale.length > 0;
  if (written) {
    const after = withManifest(text, manifest as Manifest);
    await writeFile(file, after);
    // The members that the author writes by hand may still be invalid.
    const json = JSON.parse(after.replace(/^\uFEFF/, '')) as CheckedPackage['json'];
    stale = manifestViolations({ ...checked, json, text: after }, manifest);
  }
  return {
    name,
    version,
    folder,
    manifest: manifest ?? null,
    written,
    bundle: weight ?? null,
    violations: sortedUnique([...violations, ...stale], context.root),
  };
};
