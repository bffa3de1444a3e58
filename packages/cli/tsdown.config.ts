import { defineConfig } from 'tsdown';

const config: ReturnType<typeof defineConfig> = defineConfig({
  entry: ['src/index.ts', 'src/cli.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  fixedExtension: false,
  // The page and the widget of `jackfield dev`.
  copy: [
    { from: '../dev-page/dist/*.html', to: 'dist/shell' },
    { from: '../dev-page/dist/@jackfield/*', to: 'dist/shell/@jackfield' },
  ],
  publint: { strict: true },
  attw: { profile: 'esm-only', level: 'error' },
});

export default config;
