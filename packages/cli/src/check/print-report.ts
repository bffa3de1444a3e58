import { join, relative } from 'node:path';
import { plural } from '../command.js';
import type { CheckReport, PackageReport } from './report.js';

const list = (what: string, names: readonly string[]): string =>
  `${what} ${names.length === 0 ? 'none' : names.join(', ')}`;

/** Summarises a package's report in one line. */
const summary = ({
  name,
  version,
  manifest,
  written,
  bundle,
  violations,
}: PackageReport): string => {
  const errors = violations.filter(({ severity }) => severity === 'error').length;
  const warnings = violations.length - errors;
  const verdict = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ].join(', ');
  const facts = [
    verdict === '' ? 'no problems' : verdict,
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

/** Formats a report for people: each violation with a place that editors can open, why, and the fix. */
export const printReport = ({ root, packages }: CheckReport, cwd: string): readonly string[] =>
  packages.flatMap((report) => [
    ...report.violations.flatMap(({ rule, severity, file, line, column, message, why, fix }) => [
      `${relative(cwd, join(root, file))}:${line}:${column} ${rule} ${severity === 'warning' ? '(warning) ' : ''}${message}`,
      `  why: ${why}`,
      `  fix: ${fix}`,
    ]),
    summary(report),
  ]);
