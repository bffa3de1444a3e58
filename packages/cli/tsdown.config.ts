import { defineConfig } from 'tsdown';

const config: ReturnType<typeof defineConfig> = defineConfig({
  entry: ['src/index.ts', 'src/cli.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  fixedExtension: false,
  // What only this repository's packages import has no other target.
  inputOptions: { resolve: { conditionNames: ['@jackfield/source', 'node', 'import', 'default'] } },
  // The page and the widget of `jackfield dev`, and what `jackfield widget` serves.
  copy: [
    { from: '../testing/dist/widget/*.js', to: 'dist/shell/widget' },
    { from: '../dev-page/dist/*.html', to: 'dist/shell' },
    { from: '../dev-page/dist/@jackfield/*', to: 'dist/shell/@jackfield' },
  ],
  publint: { strict: true },
  attw: { profile: 'esm-only', level: 'error' },
});

export default config;
