import { defineConfig } from 'tsdown';
import { afterCore, globalScript } from '../build-kit/src/script.js';
import { notices } from '../build-kit/src/third-party.js';

/** For pages without a bundler: adds to the global that core's own script makes. */
export const iife = defineConfig({
  ...globalScript(notices(afterCore('plugin-calllog.iife.js'))),
  entry: { 'plugin-calllog': 'src/index.ts' },
  deps: {
    neverBundle: ['@jackfield/core'],
    alwaysBundle: ['idb'],
    onlyBundle: ['idb'],
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
