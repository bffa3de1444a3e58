import { build, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A line of the source that is broken in the page, to check that the run finds the loss. */
export interface InjectedBug {
  /** How the file's path ends. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const breakLine = ({ file, find, replace }: InjectedBug): Plugin => ({
  name: 'injectedBug',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!path.endsWith(file)) return undefined;
      const text = await readFile(path, 'utf8');
      if (text.split(find).length !== 2) throw new Error(`${file} has not "${find}" just once.`);
      return { contents: text.replace(find, () => replace), loader: 'ts' };
    });
  },
});

const bundle = async (entry: string, plugins: Plugin[]): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    conditions: ['@jackfield/source'],
    plugins,
  });
  return outputFiles[0]?.text ?? '';
};

/** Two sites, since the widget is never of the page's. */
export interface Sites {
  readonly pageOrigin: string;
  readonly widgetOrigin: string;
  close(): Promise<void>;
}

export async function serveSites(injectedBug: InjectedBug | undefined): Promise<Sites> {
  const page = await bundle('./page.ts', injectedBug ? [breakLine(injectedBug)] : []);
  const widget = await bundle('./widget.ts', []);
  const html = (script: string) =>
    `<!doctype html><meta charset="utf-8"><title>chaos</title><body><script type="module" src="${script}"></script>`;
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', html('/page.js')],
    '/page.js': ['text/javascript', page],
    '/widget': ['text/html', html('/widget.js')],
    '/widget.js': ['text/javascript', widget],
  };
  const server: Server = createServer(({ url = '/' }, response) => {
    const [type, text] = files[new URL(url, 'http://site').pathname] ?? ['text/plain', ''];
    response
      .writeHead(text ? 200 : 404, {
        'content-type': type,
        'content-security-policy':
          "default-src 'none'; script-src 'self'; connect-src http://127.0.0.1:*; frame-src http://localhost:*",
      })
      .end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    pageOrigin: `http://127.0.0.1:${port}`,
    // Another site than 127.0.0.1: a process of its own.
    widgetOrigin: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
