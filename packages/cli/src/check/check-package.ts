import { writeFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { SourceFile } from 'ts-morph';
import { isObject } from '@jackfield/plugin-kit/json';
import { placeInJson } from '../plugin/json-place.js';
import type { Manifest } from '../plugin/manifest.js';
import type { PluginReader } from '../read/read-plugin.js';
import { bundleBreaches, type Weight } from './bundle/bundle-breaches.js';
import { findingOf, type Breach, type Finding } from './finding.js';
import { manifestBreaches } from './manifest-breaches.js';
import { manifestOf } from './manifest-of.js';
import { peerRange } from './peer-breaches.js';
import type { CheckedPackage } from './read-package.js';
import type { PackageReport } from './report.js';
import type { RuleId } from './rules.js';
import { sourceBreaches } from './source-breaches.js';
import { sourceViolations } from './source-violations.js';
import type { Vocabularies } from './vocabulary.js';
import { withManifest } from './write-manifest.js';

/** What a plugin may weigh, minified and gzipped without core, unless its manifest says otherwise. */
export const DEFAULT_MAX_SIZE = 50_000;

/** What all packages of a run share. */
export interface CheckContext {
  /** The folder that the report's files are relative to. */
  readonly root: string;
  readonly reader: PluginReader;
  readonly vocabularies: Vocabularies;
  readonly write: boolean;
  readonly bundle: boolean;
  /** Overrides the manifest's and the default. */
  readonly maxSize: number | undefined;
}

/** A manifest of a declaration that cannot be read in full would be wrong. */
const UNCERTAIN: ReadonlySet<RuleId> = new Set<RuleId>([
  'SOURCE_FAULTY',
  'DECLARATION_UNREADABLE',
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
): Promise<{ readonly breaches: readonly Breach[]; readonly weight: Weight | undefined }> => {
  const { folder, json, text, file } = checked;
  const own = isObject(json['jackfield']) ? sizeOf(json['jackfield']['maxSize']) : undefined;
  return bundleBreaches({
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

const sortKey = ({ file, line, column, rule }: Finding): string =>
  `${file}\0${String(line).padStart(8, '0')}${String(column).padStart(8, '0')}${rule}`;

/** Each once, by place. A constant that two declarations use is read twice. */
const tidied = (breaches: readonly Breach[], root: string): readonly Finding[] => {
  const findings = new Map<string, Finding>();
  for (const breach of breaches) {
    const finding = findingOf(breach);
    const file = relative(root, finding.file).split(sep).join('/');
    findings.set(`${sortKey(finding)}\0${finding.message}`, { ...finding, file });
  }
  return [...findings.values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
};

/** Checks one package by all rules. */
export const checkPackage = async (
  checked: CheckedPackage,
  entry: SourceFile | undefined,
  context: CheckContext,
): Promise<PackageReport> => {
  const { name, version, folder, file, text, json } = checked;
  const { range, breaches: peerBreaches } = peerRange(json, checked.core);
  const breaches: Breach[] = peerBreaches.map(({ path, rule, message }) => ({
    rule,
    message,
    place: placeInJson(file, text, ...path),
  }));
  let manifest: Manifest | undefined;
  let weight: Weight | undefined;
  if (entry === undefined) {
    const message = 'The source of the main entry was not found.';
    breaches.push({ rule: 'SOURCE_MISSING', place: placeInJson(file, text, 'exports'), message });
  } else {
    const path = entry.getFilePath();
    const source = context.reader.read(entry, folder);
    const violations = sourceViolations(source.files);
    const report = await sourceBreaches(
      checked,
      path,
      source,
      context.reader,
      context.vocabularies,
    );
    breaches.push(...violations, ...report.breaches);
    const isCertain = !breaches.some(({ rule }) => UNCERTAIN.has(rule));
    if (report.plugin !== undefined && report.vocabulary !== undefined && isCertain) {
      const byHand = (json['jackfield'] ?? {}) as Pick<Manifest, 'dev' | 'maxSize'>;
      if (range !== undefined) {
        manifest = manifestOf(report.plugin, report.vocabulary, range, byHand);
      }
    }
    if (context.bundle && violations.length === 0) {
      const made = await bundled(checked, path, context);
      breaches.push(...made.breaches);
      weight = made.weight;
    }
  }

  let stale = manifestBreaches(checked, manifest);
  const written = context.write && manifest !== undefined && stale.length > 0;
  if (written) {
    const after = withManifest(text, manifest as Manifest);
    await writeFile(file, after);
    // What is by the author's hand may be faulty still.
    const json = JSON.parse(after.replace(/^\uFEFF/, '')) as CheckedPackage['json'];
    stale = manifestBreaches({ ...checked, json, text: after }, manifest);
  }
  return {
    name,
    version,
    folder,
    manifest: manifest ?? null,
    written,
    bundle: weight ?? null,
    findings: tidied([...breaches, ...stale], context.root),
  };
};
