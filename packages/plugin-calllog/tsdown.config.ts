import { defineConfig } from 'tsdown';
import { notices } from '../build-kit/src/third-party.js';

/** For pages without a bundler: adds to the global that core's own script makes. */
export const iife = defineConfig({
  entry: { 'plugin-calllog': 'src/index.ts' },
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  globalName: 'Jackfield',
  minify: true,
  dts: false,
  clean: false,
  deps: {
    neverBundle: ['@jackfield/core'],
    alwaysBundle: ['idb'],
    onlyBundle: ['idb'],
  },
  outputOptions: {
    extend: true,
    globals: { '@jackfield/core': 'Jackfield' },
    banner: notices(
      `if(!globalThis.Jackfield)throw new Error("plugin-calllog.iife.js: load @jackfield/core's jackfield.iife.js first.");`,
    ),
  },
});

export default defineConfig([
  {
    entry: {
      index: 'src/index.ts',
      testing: 'src/store-contract/index.ts',
      'testing/vitest': 'src/store-contract/vitest.ts',
      'testing/node': 'src/store-contract/node.ts',
    },
    platform: 'browser',
    target: 'es2022',
    deps: { neverBundle: [/^node:/] },
    dts: true,
    fixedExtension: false,
    publint: { strict: true },
    attw: { profile: 'esm-only', excludeEntrypoints: ['./plugin-calllog.iife.js'], level: 'error' },
  },
  ...[iife].flat(),
]);
