import { defineConfig } from 'tsdown';

/** The whole protocol in one file each, for tools that read AsyncAPI or JSON Schema. */
const DOCUMENTS = ['asyncapi.json', 'bundle.schema.json'];

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
    neverBundle: ['@jackfield/core'] as string[],
    alwaysBundle: [/^@jackfield\/core\//] as RegExp[],
  },
  outputOptions: {
    extend: true,
    globals: { '@jackfield/core': 'Jackfield' },
  },
} as const;

/** For pages without a bundler: adds to the global that core's own script makes. */
export const iife = defineConfig({
  ...script,
  entry: { ringex: 'src/iife.ts' },
  outputOptions: { ...script.outputOptions, banner: banner('ringex.iife.js') },
});

/** The areas, for such pages that use one. */
export const areasIife = defineConfig({
  ...script,
  entry: { 'ringex-areas': 'src/areas.ts' },
  outputOptions: { ...script.outputOptions, banner: banner('ringex-areas.iife.js') },
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
