import { checkPageResult, dispatchFromPage } from '../generated/dispatcher.js';
// Both sides of this wire wrap alike (see wire.json), so what reads the panel's messages in the page
// reads the page's in the panel.
import { readEnvelope, wrapMessage, wrapResponse } from '../generated/envelope.js';
import {
  pushes,
  requests,
  wire,
  type PagePushMap,
  type PageRequestMap,
  type PushMap,
  type RequestMap,
} from '../generated/messages.js';
import type { PageLink } from './page-link.js';

/** How the panel handles the messages of the page. */
export interface PanelHandlers {
  readonly pushes: {
    readonly [K in keyof PagePushMap]: (body: PagePushMap[K]) => void;
  };
  readonly requests: {
    readonly [K in keyof PageRequestMap]: (
      data: PageRequestMap[K]['data'],
    ) => PageRequestMap[K]['result'] | Promise<PageRequestMap[K]['result']>;
  };
}

/** The page, as the panel sees it. */
export interface Page {
  /** Pushes a message to the page. */
  send<K extends keyof PushMap>(name: K, body: PushMap[K]): void;
  /** Sends a request. Rejects with the page's error, or if no response arrives in the wire's time. */
  ask<K extends keyof RequestMap>(
    name: K,
    data: RequestMap[K]['data'],
  ): Promise<RequestMap[K]['result']>;
  /** Stops listening. */
  close(): void;
}

interface Waiting {
  resolve(result: never): void;
  reject(error: Error): void;
}

/**
 * Connects the panel with its page. The page's half is `createHost`, this is the panel's:
 *
 * 1. A message is read out of its envelope, then identified and checked by the generated dispatcher.
 * 2. An unknown or invalid push is ignored; an unknown or invalid request is answered with an error.
 * 3. Each request of the page has one answer, which is checked before it leaves.
 */
export function connectPage(link: PageLink, handlers: PanelHandlers): Page {
  const waiting = new Map<string, Waiting>();

  async function answer(id: string, name: keyof PageRequestMap, data: never): Promise<void> {
    try {
      const result = await handlers.requests[name](data);
      const [issue] = checkPageResult(name, result) ?? [];
      if (issue) throw new Error(`expected ${issue.expected} at ${issue.pointer || '/'}`);
      link.post(wrapResponse(id, result));
    } catch (error) {
      link.post(wrapResponse(id, undefined, `${name}: ${(error as Error).message}`));
    }
  }

  function onMessage(data: unknown): void {
    const envelope = readEnvelope(data);
    if (envelope === undefined) return;
    const { kind, id, type, body, error } = envelope;
    if (kind === 'response') {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(String(error)));
      else asked?.resolve(body as never);
      return;
    }
    const found = dispatchFromPage(kind, type, body);
    if (found.status === 'valid') {
      if (found.kind === 'request') void answer(id, found.name, found.body as never);
      else handlers.pushes[found.name](found.body as never);
    } else if (kind === 'request')
      link.post(wrapResponse(id, undefined, `${type}: not understood`));
  }

  const stop = link.listen(onMessage);
  return {
    send: (name, body) => link.post(wrapMessage('push', pushes[name].type, body)),
    ask: (name, data) =>
      new Promise((resolve, reject) => {
        const id = crypto.randomUUID();
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error(`${name}: no answer in ${wire.timeoutMs} ms`));
        }, wire.timeoutMs);
        waiting.set(id, {
          resolve(result) {
            clearTimeout(timer);
            resolve(result);
          },
          reject(error) {
            clearTimeout(timer);
            reject(error);
          },
        });
        link.post(wrapMessage('request', requests[name].type, data, id));
      }),
    close() {
      stop();
      for (const [name, { reject }] of waiting) reject(new Error(`${name}: the panel was closed`));
      waiting.clear();
    },
  };
}
