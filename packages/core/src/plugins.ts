import type { Handler } from './attempt.js';
import { JackfieldError, messageOf } from './errors.js';
import type { Events } from './events.js';
import type { AnyPlugin, PluginContext, RequestContext } from './plugin.js';

/** One plugin's listener to a push. */
export interface Listener {
  readonly plugin: string;
  run(body: unknown): unknown;
}

/** The plugins of a host, in the order in which they were added. */
export interface Plugins {
  /** @throws `JackfieldError` `DUPLICATE_PLUGIN` */
  add(plugin: AnyPlugin): void;
  /** Runs the plugin's set-up. What it throws is told, and the plugin stays. */
  setUp(plugin: AnyPlugin): void;
  /** Takes the plugin out; `false` if it is out already. */
  remove(plugin: AnyPlugin): boolean;
  /** Runs what the plugin's set-up returned. Never rejects. */
  dispose(plugin: AnyPlugin): Promise<void>;
  /** Takes out and disposes all, the last added first. */
  disposeAll(): Promise<void>;
  /** The names of all requests that some plugin handles. */
  handled(): Iterable<string>;
  handlers(request: string): readonly Handler[];
  keepers(request: string): readonly Handler[];
  listeners(push: string): readonly Listener[];
}

export function createPlugins(service: string, events: Events): Plugins {
  const list: AnyPlugin[] = [];
  const running = new Map<
    AnyPlugin,
    { readonly abort: AbortController; readonly cleanup: Promise<unknown> }
  >();

  const failed = (plugin: string, what: string, thrown: unknown): void =>
    events.emit('failed', {
      plugin,
      error: new JackfieldError(
        'PLUGIN_FAILED',
        `${what} failed in plugin "${plugin}": ${messageOf(thrown)}`,
        thrown,
      ),
    });

  /** The plugins that declare `name` in `group`, with what they declare. */
  const pick = (group: 'requests' | 'invalid' | 'pushes', name: string) =>
    list.flatMap(({ name: plugin, [group]: members }) => {
      const run = members && Object.hasOwn(members, name) ? members[name] : undefined;
      return run
        ? [{ plugin, run: run as (body: unknown, context?: RequestContext) => unknown }]
        : [];
    });

  const plugins: Plugins = {
    add(plugin) {
      if (list.some(({ name }) => name === plugin.name)) {
        throw new JackfieldError(
          'DUPLICATE_PLUGIN',
          `Plugin "${plugin.name}": the host of "${service}" has a plugin of that name`,
        );
      }
      list.push(plugin);
    },
    setUp(plugin) {
      if (!plugin.setup) return;
      const abort = new AbortController();
      const context: PluginContext = { service, signal: abort.signal };
      const cleanup = new Promise((resolve) => {
        resolve(plugin.setup?.(context));
      }).catch((thrown: unknown) => failed(plugin.name, 'setup', thrown));
      running.set(plugin, { abort, cleanup });
    },
    remove(plugin) {
      const index = list.indexOf(plugin);
      if (index >= 0) list.splice(index, 1);
      return index >= 0;
    },
    async dispose(plugin) {
      const set = running.get(plugin);
      running.delete(plugin);
      set?.abort.abort();
      try {
        const cleanup = await set?.cleanup;
        if (typeof cleanup === 'function') await (cleanup as () => unknown)();
      } catch (thrown) {
        failed(plugin.name, 'clean-up', thrown);
      }
    },
    async disposeAll() {
      for (const plugin of [...list].reverse()) {
        plugins.remove(plugin);
        await plugins.dispose(plugin);
      }
    },
    handled: () =>
      list.flatMap(({ requests = {} }) => Object.keys(requests).filter((name) => requests[name])),
    handlers: (request) => pick('requests', request),
    keepers: (request) => pick('invalid', request),
    listeners: (push) => pick('pushes', push),
  };
  return plugins;
}
