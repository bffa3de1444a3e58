/**
 * The app page of the served widget: it passes messages between the page around it and the simulated
 * widget, which runs in the process that serves this page. Messages keep their order.
 *
 * @packageDocumentation
 */
import { fromJson, toJson } from '@jackfield/plugin-kit/special-values';
import type { FromDocument, ToDocument } from './messages.js';
import { ATTACKED, HANDSHAKE, READY } from './page-channel.js';

/** A document that the process does not know any longer loads again after this time, in milliseconds. */
const AGAIN_MS = 1_000;
/** As many messages are sent at once. */
const BATCH = 50;
/** The name of a window that reloads by command. */
const BEFORE = 'jackfield.document:';

const { jackfieldDocument: id = '' } = document.documentElement.dataset;
const at = (path: string): string => `${path}?document=${encodeURIComponent(id)}`;

const waiting: FromDocument[] = [];
let isOpen = false;
let isPosting = false;

async function flush(): Promise<void> {
  if (isPosting || !isOpen) return;
  isPosting = true;
  try {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      const { status } = await fetch(at('./messages'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(batch),
      });
      // What is too large is lost; the process has said so.
      if (status !== 204 && status !== 413) break;
      waiting.splice(0, batch.length);
    }
  } catch {
    // The process is gone: the stream of events notices it, too.
  } finally {
    isPosting = false;
  }
}

function report(message: FromDocument): void {
  waiting.push(message);
  void flush();
}

function pageOrigin(): string {
  const [page] = location.ancestorOrigins ?? [];
  if (page !== undefined) return page;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : 'unknown';
}

/** The id of the document before this one, if the process reloaded it. */
function takeBefore(): string | undefined {
  if (!window.name.startsWith(BEFORE)) return undefined;
  const before = window.name.slice(BEFORE.length);
  window.name = '';
  return before;
}

let attacker: HTMLIFrameElement | undefined;

/** Posts a message to the page from a window that is not this one. */
function attack(message: unknown): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  // Without an origin, as a page from elsewhere has none that the page around it knows.
  frame.sandbox.add('allow-scripts');
  frame.src = './attack.html';
  frame.addEventListener('load', () => frame.contentWindow?.postMessage(message, '*'));
  attacker = frame;
  document.body.append(frame);
}

function onAttackEnd(isAnswered: boolean): void {
  attacker?.remove();
  attacker = undefined;
  report({ kind: 'attacked', isAnswered });
}

function onEvent(event: ToDocument): void {
  switch (event.kind) {
    case 'message':
      return globalThis.parent.postMessage(fromJson(event.data), '*');
    case 'reload':
      // A frame of another site has no storage in some browsers; its name survives a reload in all.
      window.name = BEFORE + id;
      return location.reload();
    case 'attack':
      return attack(fromJson(event.message));
  }
}

function onMessage({ data, source, ports }: MessageEvent<unknown>): void {
  if (attacker && source === attacker.contentWindow) {
    if (Array.isArray(data) && data[0] === ATTACKED) onAttackEnd(data[1] === true);
    return;
  }
  const [port] = ports;
  if (data === HANDSHAKE && port) {
    port.addEventListener('message', (event: MessageEvent<FromDocument>) => report(event.data));
    port.start();
    port.postMessage(READY);
    return;
  }
  // Of any window and origin, as the real widgets take them.
  report({ kind: 'message', data: toJson(data) });
}

function connect(): void {
  globalThis.addEventListener('message', onMessage);
  report({
    kind: 'hello',
    address: location.href,
    page: pageOrigin(),
    isHidden: document.hidden,
    before: takeBefore(),
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) report({ kind: 'focus' });
  });
  globalThis.addEventListener('focus', () => report({ kind: 'focus' }));
  const events = new EventSource(at('./events'));
  events.addEventListener('open', () => {
    isOpen = true;
    void flush();
  });
  events.addEventListener('message', ({ data }: MessageEvent<string>) =>
    onEvent(JSON.parse(data) as ToDocument),
  );
  events.addEventListener('error', () => {
    isOpen = false;
    // The process was started again, and does not know this document.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), AGAIN_MS);
  });
}

// Alone in a window, it has no page to serve.
if (globalThis.parent !== globalThis.window) connect();
