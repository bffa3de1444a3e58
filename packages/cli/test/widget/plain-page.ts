import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Wire = 'ringcx' | 'ringex';

/** A small CRM on an address of its own, which embeds a widget by a script of RingCentral's form. */
export interface PlainPage {
  readonly origin: string;
  /** What it has logged, by the keys of the calls. */
  readonly logs: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

const CONTACTS = [
  { id: '1', type: 'Plain CRM', name: 'Ada Lovelace', number: '+16505550142' },
  { id: '2', type: 'Plain CRM', name: 'Grace Hopper', number: '+12125550187' },
];

const digits = (number: string): string => number.replaceAll(/\D/g, '').slice(-10);

const contactsOf = (phone: string): readonly object[] =>
  CONTACTS.filter(({ number }) => digits(number) === digits(phone)).map(
    ({ id, type, name, number }) => ({
      id,
      type,
      name,
      phoneNumbers: [{ phoneNumber: number, phoneType: 'direct' }],
    }),
  );

async function jsonOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Readonly<Record<string, unknown>>;
}

/** The listener of the example that was written by hand, and does not know Jackfield. */
export const plainListener = (wire: Wire): string =>
  readFileSync(
    new URL(`../../../../examples/plain-listener/public/${wire}.js`, import.meta.url),
    'utf8',
  );

const pageOf = (head: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Plain CRM</title><link rel="icon" href="data:,">${head}</head>
<body><h1>Plain CRM</h1><p>Caller: <output id="caller">–</output></p>
<button data-dial="+16505550142">Call Ada</button></body>
</html>`;

/**
 * Starts the CRM.
 *
 * @param head - what embeds the widget, in the page's head
 */
export async function startPlainPage(
  wire: Wire,
  head: string,
  listener: string = plainListener(wire),
  wantedPort = 0,
): Promise<PlainPage> {
  const logs = new Map<string, Readonly<Record<string, unknown>>>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const send = (type: string, body: string): void =>
      void response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    const json = (value: unknown): void => send('application/json', JSON.stringify(value));
    const script = '<script type="module" src="/listener.js"></script>';
    if (url.pathname === '/') send('text/html', pageOf(head + script));
    else if (url.pathname === '/listener.js') send('text/javascript', listener);
    else if (url.pathname === '/contacts') json(contactsOf(url.searchParams.get('phone') ?? ''));
    else if (url.pathname === '/logs' && request.method === 'POST')
      void jsonOf(request).then((log) => {
        logs.set(String(log['key']), log);
        json({});
      });
    else if (url.pathname === '/logs') {
      const log = logs.get(url.searchParams.get('key') ?? '');
      json(log ? [{ id: '1', note: log['notes'] }] : []);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(wantedPort, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    logs,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
