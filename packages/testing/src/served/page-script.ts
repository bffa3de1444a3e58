/**
 * Runs before the adapter in a page that embeds the served widget, and reports to its app page what the
 * page posts to it and which errors the page does not catch. It uses a channel of its own: the page's
 * listeners see nothing of it.
 *
 * @packageDocumentation
 */
import { watchPage } from '../relay/watch-page.js';
import { describeThrown } from '../window/watch-page-errors.js';
import type { FromDocument } from './messages.js';
import { HANDSHAKE, READY } from './page-channel.js';

const script = document.currentScript as HTMLScriptElement | null;
const app = script ? new URL('./app.html', script.src) : undefined;

const waiting: FromDocument[] = [];
let port: MessagePort | undefined;

function report(message: FromDocument): void {
  if (port) port.postMessage(message);
  else waiting.push(message);
}

if (app) {
  const windowOf = watchPage({
    isWidget: (address) => address.startsWith(app.href),
    // Until the app page listens, what the page posts to it is lost.
    onPost: (target) => report({ kind: 'posted', target, isLost: port === undefined }),
  });

  document.addEventListener(
    'load',
    ({ target }) => {
      if (!(target instanceof HTMLIFrameElement) || !target.src.startsWith(app.href)) return;
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (data !== READY) return;
        port = channel.port1;
        for (const message of waiting.splice(0)) report(message);
      });
      channel.port1.start();
      windowOf(target)?.postMessage(HANDSHAKE, app.origin, [channel.port2]);
    },
    true,
  );

  const onThrown = (thrown: unknown): void => {
    const { name, text, place } = describeThrown(thrown, 0);
    report({ kind: 'thrown', name, text, place });
  };
  addEventListener('error', ({ error }) => onThrown(error));
  addEventListener('unhandledrejection', ({ reason }) => onThrown(reason));
}
