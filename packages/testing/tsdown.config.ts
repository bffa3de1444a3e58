import { defineConfig, type UserConfig } from 'tsdown';
import { script } from '../build-kit/src/script.js';

/** Classic scripts in `dist/widget`, by the names of their files. */
const scriptsOf = (files: Readonly<Record<string, string>>): readonly UserConfig[] =>
  Object.entries(files).flatMap(([name, file]) =>
    defineConfig({
      ...script,
      entry: { [`widget/${name}`]: file },
      // Without it the name would end in `.iife.js`.
      outputOptions: { entryFileNames: '[name].js' },
      deps: { alwaysBundle: [/^@jackfield\//] },
    }),
  );

/** For applications that load RingCentral's adapter.js: the scripts that stand in for it. */
export const adapterScripts: readonly UserConfig[] = scriptsOf({
  'ringcx-adapter': 'src/adapter/ringcx-script.ts',
  'ringex-adapter': 'src/adapter/ringex-script.ts',
});

/** For the frames and pages of tests with Playwright. */
const playwrightScripts = scriptsOf({
  relay: 'src/relay/relay-script.ts',
  'watch-page': 'src/relay/watch-page-script.ts',
});

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
    // The last is for the command only, which contains it.
    attw: { profile: 'esm-only', excludeEntrypoints: ['./served'], level: 'error' },
  },
  ...adapterScripts,
  ...playwrightScripts,
]);
