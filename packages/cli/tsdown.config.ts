import { defineConfig, type UserConfig } from 'tsdown';
import { script } from '../build-kit/src/script.js';

const SERVED = '../testing/src/served';

/** What the frames and pages of `jackfield widget` load, as classic scripts. */
const widgetScripts = ['app', 'attack', 'page'].map((name) =>
  defineConfig({
    ...script,
    entry: { [`shell/widget/${name}`]: `${SERVED}/${name}-script.ts` },
    // Without it the name would end in `.iife.js`.
    outputOptions: { entryFileNames: '[name].js' },
    deps: { alwaysBundle: [/^@jackfield\//] },
  }),
);

const config: UserConfig[] = [
  {
    entry: ['src/index.ts', 'src/cli.ts'],
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    dts: true,
    fixedExtension: false,
    // What only this repository's packages import has no other target.
    inputOptions: {
      resolve: { conditionNames: ['@jackfield/source', 'node', 'import', 'default'] },
    },
    // The page and the widget of `jackfield dev`, and what `jackfield widget` serves.
    copy: [
      { from: '../testing/dist/widget/*-adapter.js', to: 'dist/shell/widget' },
      { from: '../dev-page/dist/*.html', to: 'dist/shell' },
      { from: '../dev-page/dist/@jackfield/*', to: 'dist/shell/@jackfield' },
    ],
    publint: { strict: true },
    attw: { profile: 'esm-only', level: 'error' },
  },
  ...widgetScripts.flat(),
];

export default config;
