import { plural } from '../command.js';
import type { Conflict } from './conflicts.js';
import type { ListedPlugin, ListProblem } from './installed-plugins.js';
import type { ListReport } from './list-plugins.js';

const names = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join(', '));

const coreLine = ({ manifest, installedCore, fits }: ListedPlugin): string =>
  installedCore === null
    ? `${manifest.core}, not installed`
    : `${manifest.core}, ${fits === true ? 'includes' : 'excludes'} the installed ${installedCore}`;

const printPlugin = (plugin: ListedPlugin): readonly string[] => {
  const { manifest } = plugin;
  const needs = manifest.plugin.needsOptions === true ? ', needs options' : '';
  return [
    `${plugin.name} ${plugin.version} (${manifest.plugin.export}, a ${manifest.plugin.kind}${needs})`,
    `  requests      ${names(manifest.requests)}`,
    `  pushes        ${names(manifest.pushes)}`,
    `  capabilities  ${names(manifest.capabilities)}`,
    `  wire          ${names(manifest.wire)}`,
    `  core          ${coreLine(plugin)}`,
  ];
};

const RESULT: Readonly<Record<string, string>> = {
  merge: 'their results are merged',
  all: 'all of them run, and the request fails if one fails',
  first: 'the first result is used, so their order matters',
};

const printConflict = ({ wire, request, combine, plugins }: Conflict): string => {
  const result =
    combine == null
      ? 'the schemas of this wire were not found, so the combination is unknown'
      : `${RESULT[combine]} (${combine})`;
  return `${request} of ${wire} is handled by ${plugins.join(', ')}: ${result}.`;
};

/** Formats a problem in one line. */
export const printProblem = ({ package: name, pointer, message }: ListProblem): string =>
  pointer === '' ? `${name}: ${message}` : `${name} package.json#${pointer}: ${message}`;

/** Formats a list for people. */
export const printList = ({ plugins, conflicts, wires }: ListReport): readonly string[] => [
  ...plugins.flatMap(printPlugin),
  ...conflicts.map(printConflict),
  ...(wires.length > 1
    ? [
        `The plugins use several wires: ${wires.join(', ')}. A host accepts plugins of its own wire, and of the wire that it speaks.`,
      ]
    : []),
  `${plural(plugins.length, 'plugin')}.`,
];
