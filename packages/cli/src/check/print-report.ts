import { join, relative } from 'node:path';
import { plural } from '../command.js';
import type { CheckReport, PackageReport } from './report.js';

const list = (what: string, names: readonly string[]): string =>
  `${what} ${names.length === 0 ? 'none' : names.join(', ')}`;

/** What a package is, and how it fared. */
const summary = ({ name, version, manifest, written, bundle, findings }: PackageReport): string => {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const verdict = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ].join(', ');
  const facts = [
    verdict === '' ? 'fine' : verdict,
    ...(manifest === null
      ? []
      : [list('requests', manifest.requests), list('pushes', manifest.pushes)]),
    ...(bundle === null
      ? []
      : [
          `${bundle.bytes.toLocaleString('en')} of ${bundle.limit.toLocaleString('en')} bytes gzipped`,
        ]),
    ...(written ? ['manifest written'] : []),
  ];
  return `${name} ${version}: ${facts.join('; ')}.`;
};

/** A report for people: each finding with its place as an editor opens it, why, and how to mend it. */
export const printReport = ({ root, packages }: CheckReport, cwd: string): readonly string[] =>
  packages.flatMap((report) => [
    ...report.findings.flatMap(({ rule, severity, file, line, column, message, why, mend }) => [
      `${relative(cwd, join(root, file))}:${line}:${column} ${rule} ${severity === 'warning' ? '(warning) ' : ''}${message}`,
      `  why: ${why}`,
      `  mend: ${mend}`,
    ]),
    summary(report),
  ]);
