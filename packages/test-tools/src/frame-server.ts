// Serves the frames of the browser tests from two origins that are not the test page's.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Two origins, each serving the same frame: one for the widget, one for strangers. */
    frameOrigins: readonly [string, string];
    /** Environment variables for the random tests in a browser; in Node they read `process.env`. */
    fuzz?: Readonly<Record<string, string | undefined>>;
  }
}

/**
 * A frame that follows the instructions of its parent over a channel of its own, so that a test can play
 * any widget, honest or not. Commands over the port: `{ drive: 'post', message }` posts to the
 * parent, `json` does so with parsed text, `burst` many times; `nest`, `open`, `reload` and `go` do
 * what they say. Every other message to the window is handed back as `{ received: data, origin }`, and
 * `{ drive: 'ping' }` as `{ pong }`, after all that was received before it.
 *
 * The address may say `init=0` (do not begin with `rc-ev-init`), `up=2` (the parent's parent is
 * meant), `post=<json>` (post this at once), `quiet=1` (record no messages),
 * `delay=<ms>` and `redirect=<url>`. In a popup, its opener is what a frame's parent is.
 */
const FRAME = `<!doctype html><meta charset="utf-8"><title>frame</title><script>
const options = new URL(location.href).searchParams;
const above = opener || parent;
const target = options.get('up') === '2' ? above.parent : above;
const say = (message) => target.postMessage(message, '*');
let port;
const early = [];
const report = (what) => (port ? port.postMessage(what) : early.push(what));
const drive = {
  post: ({ message }) => say(message),
  json: ({ text }) => say(JSON.parse(text)),
  burst: ({ message, count }) => {
    for (let sent = 0; sent < count; sent += 1) say(message);
  },
  nest: ({ url }) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
  },
  open: ({ url }) => {
    open(url);
  },
  reload: () => location.reload(),
  go: ({ url }) => {
    location.href = url;
  },
};
addEventListener('message', ({ data, origin, ports }) => {
  if (data && data.drive === 'connect') {
    port = ports[0];
    port.onmessage = (event) => drive[event.data.drive](event.data);
    early.splice(0).forEach((what) => port.postMessage(what));
  } else if (data && data.drive === 'ping') report({ pong: data.id });
  else if (options.get('quiet') !== '1') report({ received: data, origin });
});
if (options.get('init') !== '0') say({ type: 'rc-ev-init' });
if (options.get('post')) say(JSON.parse(options.get('post')));
</script><body></body>`;

/** A test reads the frame, to make one of its own page's origin. */
const HTML = { 'content-type': 'text/html', 'access-control-allow-origin': '*' };

/** The simulated widget, driven over a port: see packages/testing/test/widget/worlds. */
const WIDGET =
  '<!doctype html><meta charset="utf-8"><title>widget</title><script src="/widget.js"></script>';
/** As strict as a page can be that runs a script at all. */
const STRICT_HEADERS = {
  'content-type': 'text/html',
  'content-security-policy': "default-src 'none'; script-src 'self'",
};

/** A vendor's own frame, driven over a port: see examples/call-script/test. */
const PANEL =
  '<!doctype html><meta charset="utf-8"><title>panel</title><script src="/call-script.js"></script>';

/** The other pages, by path. */
const PAGES: Readonly<Record<string, string>> = {
  '/widget': WIDGET,
  // Two widgets of one origin, as both real ones may be.
  '/ringcx/widget': WIDGET,
  '/ringex/widget': WIDGET,
  '/call-script': PANEL,
};

const SCRIPTS: Readonly<
  Record<string, { readonly entry: string; readonly format: 'esm' | 'iife' }>
> = {
  // All of core as one module: a copy that shares nothing with the one under test.
  '/core.js': { entry: '../../core/src/index.ts', format: 'esm' },
  '/widget.js': {
    entry: '../../testing/test/widget/worlds/frame-page.ts',
    format: 'iife',
  },
  // The scripts that stand in for RingCentral's, each beside a frame that plays its app.
  '/ringcx/adapter.js': {
    entry: '../../testing/src/adapter/ringcx-script.ts',
    format: 'iife',
  },
  '/ringex/adapter.js': {
    entry: '../../testing/src/adapter/ringex-script.ts',
    format: 'iife',
  },
  '/call-script.js': {
    entry: '../../../examples/call-script/test/panel-page.ts',
    format: 'iife',
  },
};
const bundles = new Map<string, Promise<string>>();

function bundle(path: string): Promise<string> | undefined {
  const script = SCRIPTS[path];
  if (!script) return undefined;
  const known = bundles.get(path);
  if (known) return known;
  const { entry, format } = script;
  const made = build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    format,
    write: false,
    conditions: ['@jackfield/source'],
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  bundles.set(path, made);
  return made;
}

function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://frame');
    const script = bundle(url.pathname);
    if (script) {
      const type = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' };
      void script.then((text) => response.writeHead(200, type).end(text));
      return;
    }
    const page = PAGES[url.pathname];
    if (page) {
      response.writeHead(200, STRICT_HEADERS).end(page);
      return;
    }
    const answer = (): void => {
      const to = url.searchParams.get('redirect');
      if (to) response.writeHead(302, { location: to }).end();
      else response.writeHead(200, HTML).end(FRAME);
    };
    setTimeout(answer, Number(url.searchParams.get('delay') ?? 0));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

const originOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

export async function setup(project: TestProject): Promise<() => void> {
  const servers = await Promise.all([serve(), serve()]);
  project.provide('frameOrigins', [originOf(servers[0]), originOf(servers[1])]);
  const { FUZZ_MESSAGES, FUZZ_SEED, FUZZ_PATH } = process.env;
  project.provide('fuzz', { FUZZ_MESSAGES, FUZZ_SEED, FUZZ_PATH });
  return () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  };
}
