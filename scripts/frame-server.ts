// Serves the frames of the browser tests from two origins that are not the test page's.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Two origins, each serving the same frame: one for the widget, one for strangers. */
    frameOrigins: readonly [string, string];
  }
}

/**
 * A frame that does what its parent tells it over a channel of its own, so that a test can play
 * any widget, honest or not: `{ drive: 'post', message }` posts to the parent, and every message
 * that is not a command is handed back as `{ heard: data, origin }`.
 */
const FRAME = `<!doctype html><meta charset="utf-8"><title>frame</title><script>
let port;
const early = [];
const tell = (what) => (port ? port.postMessage(what) : early.push(what));
addEventListener('message', (event) => {
  if (event.data && event.data.drive === 'connect') {
    port = event.ports[0];
    port.onmessage = ({ data }) => {
      if (data.drive === 'post') parent.postMessage(data.message, '*');
      if (data.drive === 'json') parent.postMessage(JSON.parse(data.text), '*');
      if (data.drive === 'reload') location.reload();
      if (data.drive === 'go') location.href = data.url;
      if (data.drive === 'echo') echo = data.on;
    };
    early.splice(0).forEach((what) => port.postMessage(what));
    return;
  }
  if (echo && event.data && event.data.requestId === undefined && event.data.bench) parent.postMessage(event.data, '*');
  tell({ heard: event.data, origin: event.origin });
});
let echo = false;
if (new URL(location.href).searchParams.get('init') !== '0') parent.postMessage({ type: 'rc-ev-init' }, '*');
</script>`;

function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://frame');
    const answer = (): void => {
      const to = url.searchParams.get('redirect');
      if (to) response.writeHead(302, { location: to }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(FRAME);
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
  return () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  };
}
