import { defineConfig } from 'tsdown';
import { script } from '../build-kit/src/script.js';

/** Classic scripts of the simulated widget in a browser, by the names of their files. */
const SCRIPTS: Readonly<Record<string, string>> = {
  // For applications that load RingCentral's adapter.js: they stand in for it.
  'ringcx-adapter': 'src/adapter/ringcx-script.ts',
  'ringex-adapter': 'src/adapter/ringex-script.ts',
  // For frames and pages of tests with Playwright.
  relay: 'src/relay/relay-script.ts',
  'watch-page': 'src/relay/watch-page-script.ts',
  // For those of `jackfield widget`.
  app: 'src/served/app-script.ts',
  attack: 'src/served/attack-script.ts',
  page: 'src/served/page-script.ts',
};

const scripts = Object.entries(SCRIPTS).flatMap(([name, file]) =>
  defineConfig({
    ...script,
    entry: { [name]: file },
    outDir: 'dist/widget',
    outputOptions: { entryFileNames: '[name].js' },
    deps: { alwaysBundle: [/^@jackfield\//] },
  }),
);

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/vitest.ts', 'src/node.ts'],
    format: 'esm',
    platform: 'neutral',
    deps: { neverBundle: [/^node:/] },
    target: 'es2022',
    dts: true,
    fixedExtension: false,
    publint: { strict: true },
    // The last is for the command only, which contains it.
    attw: { profile: 'esm-only', excludeEntrypoints: ['./served'], level: 'error' },
  },
  ...scripts,
]);
