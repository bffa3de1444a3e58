import { defineConfig } from 'tsdown';
import { script } from '../build-kit/src/script.js';

/** For applications that load RingCentral's adapter.js: the scripts that stand in for it. */
export const adapterScripts = (['ringcx', 'ringex'] as const).map((wire) =>
  defineConfig({
    ...script,
    entry: { [`widget/${wire}-adapter`]: `src/adapter/${wire}-script.ts` },
    // Without it the name would end in `.iife.js`.
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
    attw: { profile: 'esm-only', level: 'error' },
  },
  ...adapterScripts.flat(),
]);
