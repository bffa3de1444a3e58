import { defineConfig } from 'tsdown';

const banner = (script: string): string =>
  `if(!globalThis.Jackfield)throw new Error("${script}: load @jackfield/core's jackfield.iife.js first.");`;

const script = {
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  globalName: 'Jackfield',
  minify: true,
  dts: false,
  clean: false,
  deps: {
    neverBundle: ['@jackfield/core'],
    alwaysBundle: ['idb', /^libphonenumber-js/],
    onlyBundle: ['idb', 'libphonenumber-js'],
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

export default defineConfig([
  {
    entry: 'src/index.ts',
    platform: 'browser',
    target: 'es2022',
    dts: true,
    fixedExtension: false,
    publint: true,
    attw: {
      profile: 'esm-only',
      excludeEntrypoints: ['./plugin-contacts.iife.js', './plugin-contacts-rest.iife.js'],
      level: 'error',
    },
  },
  ...[iife, restIife].flat(),
]);
