import { defineConfig } from 'tsdown';
import { notices } from '../build-kit/src/third-party.js';
import { leaveOutFormats } from './leave-out-formats.js';

const banner = (script: string): ReturnType<typeof notices> =>
  notices(
    `if(!globalThis.Jackfield)throw new Error("${script}: load @jackfield/core's jackfield.iife.js first.");`,
  );

const script = {
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  globalName: 'Jackfield',
  minify: true,
  dts: false,
  clean: false,
  plugins: leaveOutFormats,
  deps: {
    neverBundle: ['@jackfield/core'] as string[],
    alwaysBundle: ['idb', /^libphonenumber-js/] as (string | RegExp)[],
    onlyBundle: ['idb', 'libphonenumber-js'] as string[],
  },
  outputOptions: {
    extend: true,
    globals: { '@jackfield/core': 'Jackfield' },
  },
} as const;

/** For pages without a bundler: adds to the global that core's own script makes. */
export const iife = defineConfig({
  ...script,
  entry: { 'plugin-contacts': 'src/iife.ts' },
  outputOptions: { ...script.outputOptions, banner: banner('plugin-contacts.iife.js') },
});

/** The REST source alone, for pages that use it. */
export const restIife = defineConfig({
  ...script,
  entry: { 'plugin-contacts-rest': 'src/rest/iife.ts' },
  outputOptions: { ...script.outputOptions, banner: banner('plugin-contacts-rest.iife.js') },
  deps: { neverBundle: ['@jackfield/core'] },
});

/** Imports files and follows changes, for pages that do. */
export const importIife = defineConfig({
  ...script,
  entry: { 'plugin-contacts-import': 'src/formats/iife.ts' },
  outputOptions: { ...script.outputOptions, banner: banner('plugin-contacts-import.iife.js') },
});

/** The worker that imports files, whole: `new Worker('/import-worker.js')`. */
export const importWorker = defineConfig({
  entry: { 'import-worker': 'src/worker/import-worker.ts' },
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  dts: false,
  clean: false,
  plugins: leaveOutFormats,
  deps: {
    alwaysBundle: ['idb', /^libphonenumber-js/],
    onlyBundle: ['idb', 'libphonenumber-js'],
  },
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
