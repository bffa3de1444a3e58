import { icons } from '@jackfield/dev-page/icons';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [icons()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
