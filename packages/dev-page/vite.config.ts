import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { icons } from './server/icons.mjs';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Other people's code in what is published needs their licences beside it: here there is none. */
const onlyOurs: Plugin = {
  name: 'only-ours',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      const ids = chunk.type === 'chunk' ? Object.entries(chunk.modules) : [];
      const other = ids.find(
        ([id, { renderedLength }]) => renderedLength > 0 && id.includes('/node_modules/'),
      );
      if (other)
        this.error(`${chunk.fileName} contains code of ${other[0]}: add its licence first.`);
    }
  },
};

export default defineConfig({
  plugins: [onlyOurs, icons()],
  // The source of the packages, of which no more is bundled than is needed.
  resolve: { conditions: ['@jackfield/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Beside an author's own files, under a name that none of them has.
    assetsDir: '@jackfield',
    copyPublicDir: false,
    rolldownOptions: { input: [file('dev.html'), file('widget.html'), file('control.html')] },
  },
});
