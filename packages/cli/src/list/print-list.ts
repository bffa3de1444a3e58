import { plural } from '../command.js';
import type { Conflict } from './conflicts.js';
import type { ListedPlugin, ListProblem } from './installed-plugins.js';
import type { ListReport } from './list-plugins.js';

const names = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join(', '));

const coreLine = ({ manifest, installedCore, fits }: ListedPlugin): string =>
  installedCore === null
    ? `${manifest.core}, none is installed`
    : `${manifest.core}, ${fits === true ? 'fits' : 'does not fit'} ${installedCore}`;

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
  merge: 'what they find is merged',
  all: 'every one runs, and the failure of one fails it',
  first: 'the first that answers wins, so that their order matters',
};

const printConflict = ({ wire, request, combine, plugins }: Conflict): string => {
  const result =
    combine == null
      ? 'the schemas that tell what comes of it are not here'
      : `${RESULT[combine]} (${combine})`;
  return `${request} of ${wire} is handled by ${plugins.join(', ')}: ${result}.`;
};

/** What is wrong with an installed package, in one line. */
export const printProblem = ({ package: name, pointer, message }: ListProblem): string =>
  pointer === '' ? `${name}: ${message}` : `${name} package.json#${pointer}: ${message}`;

/** A list for people. */
export const printList = ({ plugins, conflicts, wires }: ListReport): readonly string[] => [
  ...plugins.flatMap(printPlugin),
  ...conflicts.map(printConflict),
  ...(wires.length > 1
    ? [`The plugins are for several wires, and a host takes those of one: ${wires.join(', ')}.`]
    : []),
  `${plural(plugins.length, 'plugin')}.`,
];
