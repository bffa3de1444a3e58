import { defineConfig } from 'tsdown';

/** The whole protocol in one file each, for tools that read AsyncAPI or JSON Schema. */
const DOCUMENTS = ['asyncapi.json', 'bundle.schema.json'];

/** For pages without a bundler: adds to the global that core's own script makes. */
export const iife = defineConfig({
  entry: { ringex: 'src/iife.ts' },
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  globalName: 'Jackfield',
  minify: true,
  dts: false,
  clean: false,
  deps: { neverBundle: ['@jackfield/core'], alwaysBundle: [/^@jackfield\/core\//] },
  outputOptions: {
    extend: true,
    globals: { '@jackfield/core': 'Jackfield' },
    banner:
      'if(!globalThis.Jackfield)throw new Error("ringex.iife.js: load @jackfield/core\'s jackfield.iife.js first.");',
  },
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
    attw: { profile: 'esm-only', excludeEntrypoints: ['./ringex.iife.js'], level: 'error' },
  },
  ...[iife].flat(),
]);
