import { defineConfig } from 'tsdown';
import { afterCore, globalScript } from '../build-kit/src/script.js';

/** The whole protocol in one file each, for tools that read AsyncAPI or JSON Schema. */
const DOCUMENTS = ['asyncapi.json', 'bundle.schema.json'];

const deps = {
  neverBundle: ['@jackfield/core'] as string[],
  alwaysBundle: [/^@jackfield\/core\//] as RegExp[],
};

/** For pages without a bundler: adds to the global that core's own script makes. */
export const iife = defineConfig({
  ...globalScript(afterCore('ringex.iife.js')),
  entry: { ringex: 'src/iife.ts' },
  deps,
});

/** The areas, for such pages that use one. */
export const areasIife = defineConfig({
  ...globalScript(afterCore('ringex-areas.iife.js')),
  entry: { 'ringex-areas': 'src/areas.ts' },
  deps,
});

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/wire.ts'],
    platform: 'browser',
    target: 'es2022',
    tsconfig: 'tsconfig.build.json',
    dts: true,
    fixedExtension: false,
    copy: DOCUMENTS.map((name) => ({ from: `src/generated/${name}`, to: 'dist' })),
    publint: { strict: true },
    attw: {
      profile: 'esm-only',
      excludeEntrypoints: ['./ringex.iife.js', './ringex-areas.iife.js'],
      level: 'error',
    },
  },
  ...[iife, areasIife].flat(),
]);
