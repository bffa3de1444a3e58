import { messagesOf, type Choice } from '../choice.js';
import { tools } from '../generated/catalogue.js';
import { factoryOf } from '../names.js';
import { needsOf, summaryOf } from './index-source.js';

/** The size limit of the bundle, in bytes gzipped: enough for a large plugin, not for a library. */
const MAX_SIZE = 10_000;

/** The manifest that `jackfield check --write` would write, with `dev` and `maxSize`. */
const manifestOf = (choice: Choice): object => ({
  plugin: { export: factoryOf(choice.name), kind: 'factory', needsOptions: true },
  requests: choice.requests.map(({ name }) => name).sort(),
  pushes: choice.pushes.map(({ name }) => name).sort(),
  // Some requests of RingEX share one.
  capabilities: [
    ...new Set(messagesOf(choice).flatMap(({ capability = [] }) => capability)),
  ].sort(),
  wire: [choice.wire],
  core: choice.range,
  dev: `./dev/plugins.${choice.language}`,
  maxSize: needsOf(choice).reduce((sum, { size }) => sum + size, MAX_SIZE),
});

const exportsOf = ({ language, workspace }: Choice): object => ({
  '.': {
    ...(workspace !== undefined && { '@jackfield/source': `./src/index.${language}` }),
    types: './dist/index.d.ts',
    default: './dist/index.js',
  },
  './package.json': './package.json',
});

/** The packages that the page has as well. */
const peersOf = ({ wire }: Choice): readonly string[] => [
  '@jackfield/core',
  ...(wire === 'ringex' ? ['@jackfield/ringex'] : []),
];

const devDependenciesOf = (choice: Choice): object => {
  const { range, workspace } = choice;
  const ours = ['@jackfield/cli', ...peersOf(choice), '@jackfield/testing'];
  const theirs = Object.entries(tools)
    .filter(([tool]) => workspace?.tools.includes(tool) !== true)
    .map(([tool, version]) => [tool, `^${version}`]);
  return Object.fromEntries([
    ...ours.map((name) => [name, workspace === undefined ? range : '*']),
    ...theirs,
  ]);
};

const dependenciesOf = (choice: Choice): object => {
  const { range, workspace } = choice;
  const needed = needsOf(choice).map(({ from }) => [from, workspace === undefined ? range : '*']);
  return needed.length === 0 ? {} : { dependencies: Object.fromEntries(needed) };
};

/** By default, npm publishes packages with a scope as private. */
const publishConfigOf = ({ name, workspace }: Choice): object =>
  workspace === undefined && name.startsWith('@') ? { publishConfig: { access: 'public' } } : {};

/** package.json, with the manifest. */
export const packageJson = (choice: Choice): string => {
  const json = {
    name: choice.name,
    version: '0.1.0',
    // The repository decides whether to publish a workspace.
    ...(choice.workspace !== undefined && { private: true }),
    description: `Jackfield plugin: ${summaryOf(choice)}.`,
    keywords: ['jackfield', 'jackfield-plugin', 'ringcentral', choice.wire],
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    exports: exportsOf(choice),
    files: choice.workspace === undefined ? ['dist'] : ['dist', 'src'],
    scripts: {
      dev: choice.wire === 'ringcx' ? 'jackfield dev' : `jackfield dev --widget ${choice.wire}`,
      test: 'vitest run',
      build: 'tsc -p tsconfig.build.json',
      typecheck: 'tsc',
      check: 'jackfield check',
      ...(choice.workspace === undefined && { prepack: 'npm run build' }),
    },
    ...dependenciesOf(choice),
    peerDependencies: Object.fromEntries(peersOf(choice).map((name) => [name, choice.range])),
    devDependencies: devDependenciesOf(choice),
    ...publishConfigOf(choice),
    jackfield: manifestOf(choice),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
};
