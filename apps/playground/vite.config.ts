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
  rolldownOptions: { input: [file('dev.html'), file('widget.html')] },
};

export default defineConfig(({ command, mode }) => ({
  plugins: [devWidgetOrigin],
  server: { host: '127.0.0.1', port: 4173, strictPort: true },
  // While developing: the packages' source. In a build: their dist, which is what a vendor installs.
  resolve: {
    conditions: [...(command === 'serve' ? ['@jackfield/source'] : []), ...defaultClientConditions],
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [file('index.html'), file('widget.html')] },
    ...(mode === 'dev-shell' ? devShell : {}),
  },
}));
