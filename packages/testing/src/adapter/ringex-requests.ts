import { uuid } from '../simulator/uuid.js';
import { createListeners, type PageWindow } from './page-window.js';
import { names } from './ringex-types.js';

type Members = Readonly<Record<string, unknown>>;

/** How long the adapter waits for a response, in milliseconds (lib/Adapter/index.js:525-533). */
const TIMEOUT_MS = 5_000;

/** Sends a request to the widget, and resolves with its response. */
export type Request = (path: string, body?: unknown) => Promise<unknown>;

/**
 * Requests as requestWithPostMessage does (lib/requestWithPostMessage.js:3-31): the first response with the
 * id counts, from any window, and after 5 s the promise is rejected with "Time out".
 */
export const createRequest =
  (view: PageWindow, post: (message: unknown) => void): Request =>
  (path, body) =>
    new Promise((resolve, reject) => {
      const id = uuid();
      const { tag, page, widget } = names;
      const listeners = createListeners();
      const timer = view.setTimeout(() => {
        listeners.stop();
        reject(new Error('Time out'));
      }, TIMEOUT_MS);
      // A widget that runs in memory may respond before `post` returns.
      listeners.on<MessageEvent<Members | null>>(view, 'message', ({ data }) => {
        if (data?.[tag] !== widget.response.tag || data[widget.response.id] !== id) return;
        view.clearTimeout(timer);
        listeners.stop();
        resolve(data[widget.response.result]);
      });
      const { request } = page;
      post({ [tag]: request.tag, [request.id]: id, [request.type]: path, [request.body]: body });
    });
