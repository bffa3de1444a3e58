/**
 * The page in a frame of the app page, in a sandbox: a window as any other in the page around them. It
 * posts a request that the widget did not make, and reports whether the page answers to it.
 *
 * @packageDocumentation
 */
import { ATTACKED } from './page-channel.js';

/** How long the page has to answer, in milliseconds. */
const PATIENCE_MS = 500;

globalThis.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  const app = globalThis.parent;
  if (source !== app) {
    app.postMessage([ATTACKED, true], '*');
    return;
  }
  app.parent.postMessage(data, '*');
  setTimeout(() => app.postMessage([ATTACKED, false], '*'), PATIENCE_MS);
});
