import { defineConfig } from 'tsdown';
import { afterCore, globalScript, script } from '../build-kit/src/script.js';
import { notices } from '../build-kit/src/third-party.js';
import { leaveOutFormats } from './leave-out-formats.js';

const plugins = [leaveOutFormats, ...script.plugins];

const libraries = {
  alwaysBundle: ['idb', /^libphonenumber-js/] as (string | RegExp)[],
  onlyBundle: ['idb', 'libphonenumber-js'] as string[],
};
const deps = { neverBundle: ['@jackfield/core'] as string[], ...libraries };

/** For pages without a bundler: adds to the global that core's own script makes. */
export const iife = defineConfig({
  ...globalScript(notices(afterCore('plugin-contacts.iife.js'))),
  entry: { 'plugin-contacts': 'src/iife.ts' },
  plugins,
  deps,
});

/** The REST source alone, for pages that use it. */
export const restIife = defineConfig({
  ...globalScript(notices(afterCore('plugin-contacts-rest.iife.js'))),
  entry: { 'plugin-contacts-rest': 'src/rest/iife.ts' },
  plugins,
  deps: { neverBundle: ['@jackfield/core'] },
});

/** Imports files and follows changes, for pages that do. */
export const importIife = defineConfig({
  ...globalScript(notices(afterCore('plugin-contacts-import.iife.js'))),
  entry: { 'plugin-contacts-import': 'src/formats/iife.ts' },
  plugins,
  deps,
});

/** The worker that imports files, whole: `new Worker('/import-worker.js')`. */
export const importWorker = defineConfig({
  ...script,
  entry: { 'import-worker': 'src/worker/import-worker.ts' },
  plugins,
  deps: libraries,
  outputOptions: { banner: notices(), entryFileNames: '[name].js' },
});

export default defineConfig([
  {
    entry: { index: 'src/index.ts', formats: 'src/formats/index.ts' },
    platform: 'browser',
    target: 'es2022',
    dts: true,
    fixedExtension: false,
    outputOptions: { banner: notices() },
    publint: { strict: true },
    attw: {
      profile: 'esm-only',
      excludeEntrypoints: [
        './plugin-contacts.iife.js',
        './plugin-contacts-import.iife.js',
        './plugin-contacts-rest.iife.js',
        './import-worker.js',
      ],
      level: 'error',
    },
  },
  ...[iife, restIife, importIife, importWorker].flat(),
]);
