import type { Plugin, PluginDefinition } from '@jackfield/core';
import type { ContractWire } from './contract-wire.js';

import { isTracked } from './track-reads.js';

export type Handler = (
  given: unknown,
  context?: object & { readonly requestId?: string },
) => unknown;
type Handlers = Readonly<Record<string, Handler | undefined>>;

/** A plugin without the types of its messages. */
export interface LoosePlugin {
  readonly name: string;
  readonly requests?: Handlers | undefined;
  readonly invalid?: Handlers | undefined;
  readonly pushes?: Handlers | undefined;
  readonly setup?: Handler | undefined;
}

/** One call of a handler, listener, set-up or clean-up of the plugin. */
export interface Call {
  readonly group: 'requests' | 'invalid' | 'pushes' | 'set-up' | 'clean-up';
  /** The message's name. */
  readonly name: string;
  readonly requestId: string | undefined;
  /** What it was called with; `undefined` for a set-up and a clean-up. */
  readonly given?: unknown;
  /** A copy of that, made before the call. */
  readonly copy?: unknown;
  /** `threw`: it threw synchronously. */
  readonly state: 'running' | 'resolved' | 'rejected' | 'threw';
  /** What it resolved with. */
  readonly result?: unknown;
  /** What it threw or rejected with. */
  readonly error?: unknown;
}

/** How a plugin sends a request to the other plugins of its host. */
type Ask = (name: string, data: unknown) => Promise<unknown>;

/** A plugin whose calls are recorded. */
export interface Spy {
  readonly plugin: Plugin;
  readonly calls: readonly Call[];
  /** The plugin's `ask`, as its set-up received it. */
  readonly ask: Ask;
  /** Returns whether this is the signal of one request, which ends with it. */
  isOfRequest(target: unknown): boolean;
}

type Open = { -readonly [member in keyof Call]: Call[member] };

/** Returns a copy of the plugin that records each call. */
export function spyOn(plugin: LoosePlugin, define: ContractWire['define']): Spy {
  const calls: Call[] = [];
  const signals = new WeakSet();
  let ask: Ask | undefined;

  function record(
    group: Call['group'],
    name: string,
    requestId: string | undefined,
    run: () => unknown,
    given?: unknown,
  ): unknown {
    const call: Open = { group, name, requestId, state: 'running' };
    // A raw body may be anything.
    if (group !== 'invalid') {
      const copy = isTracked(given) ? given : structuredClone(given);
      Object.assign(call, { given, copy });
    }
    calls.push(call);
    let returned: unknown;
    try {
      returned = run();
    } catch (error) {
      Object.assign(call, { state: 'threw', error });
      throw error;
    }
    // Wrapped in a promise: a thenable may start its work each time `then` is called.
    return new Promise((resolve) => {
      resolve(returned);
    }).then(
      (result) => {
        Object.assign(call, { state: 'resolved', result });
        return result;
      },
      (error: unknown) => {
        Object.assign(call, { state: 'rejected', error });
        throw error;
      },
    );
  }

  /** Records the signal of a context. A proxy, since a copy would lose the private members of a class. */
  const watched = (context: object): object =>
    new Proxy(context, {
      get(target, member) {
        const value: unknown = Reflect.get(target, member, target);
        if (value instanceof AbortSignal) signals.add(value);
        return value;
      },
    });

  const wrap = (group: 'requests' | 'invalid' | 'pushes'): Handlers =>
    Object.fromEntries(
      Object.entries(plugin[group] ?? {}).flatMap(([name, handler]) => {
        if (!handler) return [];
        const wrapped: Handler = (given, context) =>
          record(
            group,
            name,
            context?.requestId,
            () => (context ? handler(given, watched(context)) : handler(given)),
            given,
          );
        return [[name, wrapped]];
      }),
    );

  const { name, setup } = plugin;
  const wrappedSetup: Handler = async (context) => {
    ({ ask } = context as { readonly ask: Ask });
    const cleanup = await record('set-up', 'setup', undefined, () => setup?.(context));
    return () =>
      record('clean-up', 'clean-up', undefined, () =>
        typeof cleanup === 'function' ? (cleanup as () => unknown)() : undefined,
      );
  };
  const definition = {
    name,
    requests: wrap('requests'),
    invalid: wrap('invalid'),
    pushes: wrap('pushes'),
    setup: wrappedSetup,
  };
  return {
    plugin: define(definition as unknown as PluginDefinition),
    calls,
    ask: async (request, data) => ask?.(request, data),
    isOfRequest: (target) => signals.has(target as object),
  };
}
