import { defineConfig } from 'tsdown';
import { script } from '../build-kit/src/script.js';

const SCRIPTS = {
  // For applications that load RingCentral's adapter.js.
  'ringcx-adapter': 'src/adapter/ringcx-script.ts',
  'ringex-adapter': 'src/adapter/ringex-script.ts',
  // For the pages of a browser that Playwright drives.
  relay: 'src/relay/relay-script.ts',
  'watch-page': 'src/relay/watch-page-script.ts',
};

/** Classic scripts, for the pages of an application. */
export const scripts = Object.entries(SCRIPTS).map(([name, entry]) =>
  defineConfig({
    ...script,
    entry: { [`widget/${name}`]: entry },
    // Without it the name would end in `.iife.js`.
    outputOptions: { entryFileNames: '[name].js' },
    deps: { alwaysBundle: [/^@jackfield\//] },
  }),
);

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/vitest.ts', 'src/node.ts', 'src/playwright.ts'],
    format: 'esm',
    platform: 'neutral',
    deps: { neverBundle: [/^node:/] },
    target: 'es2022',
    dts: true,
    fixedExtension: false,
    publint: { strict: true },
    attw: { profile: 'esm-only', level: 'error' },
  },
  ...scripts.flat(),
]);
