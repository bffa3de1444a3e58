import { patch } from './watch.js';

type Fetch = (input: unknown, init?: { readonly body?: unknown }) => Promise<unknown>;

/** What a plugin sends to its server. */
export interface BodyWatch {
  /** The bodies of its calls of `fetch`, parsed: JSON or the fields of a form. */
  readonly bodies: readonly unknown[];
  stop(): void;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}

/** Records the bodies that are sent by `fetch` as text. */
export function watchBodies(): BodyWatch {
  const bodies: unknown[] = [];
  const stop = patch<Fetch>(globalThis, 'fetch', (original) => async (input, init) => {
    const body = init?.body;
    if (typeof body === 'string' || body instanceof URLSearchParams)
      bodies.push(parse(String(body)));
    else if (input instanceof Request && body === undefined)
      bodies.push(parse(await input.clone().text()));
    return original(input, init);
  });
  return { bodies, stop };
}
