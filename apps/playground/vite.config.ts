import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** `localhost` is another origin than `127.0.0.1`, so one dev server gives the page both. */
const devWidgetOrigin: Plugin = {
  name: 'dev-widget-origin',
  apply: 'serve',
  transformIndexHtml: (html, { server }) =>
    html.replaceAll('__WIDGET_ORIGIN__', `http://localhost:${server?.config.server.port}`),
};

/** What the command `jackfield dev` ships, apart from the playground: none of Acme's is in it. */
const devShell = {
  outDir: 'dist/dev',
  // Beside an author's own files, under a name that none of them has.
  assetsDir: '@jackfield',
  copyPublicDir: false,
  rolldownOptions: {
    input: [file('dev.html'), file('widget.html')],
  },
};

/** Other people's code in what is published needs their licences beside it: here there is none. */
const onlyOurs: Plugin = {
  name: 'only-ours',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      const ids = chunk.type === 'chunk' ? Object.entries(chunk.modules) : [];
      const other = ids.find(
        ([id, { renderedLength }]) => renderedLength > 0 && id.includes('/node_modules/'),
      );
      if (other) this.error(`${chunk.fileName} has code of ${other[0]}: say so, with its licence.`);
    }
  },
};

export default defineConfig(({ command, mode }) => ({
  plugins: [devWidgetOrigin, ...(mode === 'dev-shell' ? [onlyOurs] : [])],
  server: { host: '127.0.0.1', port: 4173, strictPort: true },
  // While developing: the packages' source. In a build: their dist, which is what a vendor installs;
  // but for the shell again the source, of which no more is taken than it needs.
  resolve: {
    conditions: [
      ...(command === 'serve' || mode === 'dev-shell' ? ['@jackfield/source'] : []),
      ...defaultClientConditions,
    ],
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [file('index.html'), file('widget.html')] },
    ...(mode === 'dev-shell' ? devShell : {}),
  },
}));
