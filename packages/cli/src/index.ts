/**
 * The functions of the `jackfield` command.
 *
 * @packageDocumentation
 */
export type { Weight } from './check/bundle/bundle-violations.js';
export { checkPlugins, type CheckOptions } from './check/check-plugins.js';
export type { Violation } from './check/violation.js';
export type { CheckReport, PackageReport } from './check/report.js';
export type { RuleId } from './check/rules.js';
export type { Io } from './command.js';
export type { Conflict } from './list/conflicts.js';
export type { ListedPlugin, ListProblem } from './list/installed-plugins.js';
export { listPlugins, type ListReport } from './list/list-plugins.js';
export { main } from './main.js';
export type { Manifest } from './plugin/manifest.js';
