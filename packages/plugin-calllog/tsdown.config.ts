import { defineConfig } from 'tsdown';

export default defineConfig([
  {
    entry: 'src/index.ts',
    platform: 'browser',
    target: 'es2022',
    dts: true,
    fixedExtension: false,
    publint: true,
    attw: { profile: 'esm-only' },
  },
  {
    entry: { 'plugin-calllog': 'src/index.ts' },
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    globalName: 'Jackfield',
    minify: true,
    dts: false,
    clean: false,
    noExternal: ['idb'],
    external: ['@jackfield/core'],
    outputOptions: { extend: true, globals: { '@jackfield/core': 'Jackfield' } },
  },
]);
