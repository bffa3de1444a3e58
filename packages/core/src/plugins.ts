import type { Handler } from './attempt.js';
import { JackfieldError, messageOf, unexpected } from './errors.js';
import type { Events } from './events.js';
import { type AnyPlugin, type Ask, protocolOf } from './plugin.js';

/** The plugins of a host, in the order in which they were added. */
export interface Plugins {
  /**
   * Adds a plugin; returns a function that runs its set-up. A failing set-up is reported, and the
   * plugin stays.
   *
   * @throws `JackfieldError` `BAD_PLUGIN` or `DUPLICATE_PLUGIN`
   */
  add(plugin: AnyPlugin): () => void;
  /** Removes the plugin; `false` if it was already removed. */
  remove(plugin: AnyPlugin): boolean;
  /** Runs the plugin's clean-up. Never rejects. */
  dispose(plugin: AnyPlugin): Promise<void>;
  /** The plugins in the order in which they were added. */
  readonly list: readonly AnyPlugin[];
  /** Returns what all plugins declare in `group` for the message `name`. */
  pick(group: 'requests' | 'invalid' | 'pushes', name: string): readonly Handler[];
}

export function createPlugins(wire: string, service: string, events: Events, ask: Ask): Plugins {
  const list: AnyPlugin[] = [];
  const running = new Map<AnyPlugin, readonly [AbortController, Promise<unknown>]>();
  const failed = (what: string, { name }: AnyPlugin, thrown: unknown): void =>
    void events.fail('PLUGIN_FAILED', what, messageOf(thrown), thrown, name);

  return {
    list,
    add(plugin) {
      if (protocolOf(plugin) !== wire) {
        throw unexpected(
          'BAD_PLUGIN',
          'Plugin',
          '/',
          `a plugin from definePlugin for ${wire}`,
          plugin,
        );
      }
      const { name, setup } = plugin;
      if (list.some((other) => other.name === name)) {
        throw new JackfieldError(
          'DUPLICATE_PLUGIN',
          `Plugin "${name}": already in the host of "${service}"`,
        );
      }
      list.push(plugin);
      return () => {
        events.watch?.plugin(plugin);
        const abort = new AbortController();
        const cleanup = (async () => setup?.({ service, signal: abort.signal, ask }))().catch(
          (thrown: unknown) => failed('setup', plugin, thrown),
        );
        running.set(plugin, [abort, cleanup]);
      };
    },
    remove(plugin) {
      const index = list.indexOf(plugin);
      if (index >= 0) list.splice(index, 1);
      return index >= 0;
    },
    async dispose(plugin) {
      const [abort, pending] = running.get(plugin) ?? [];
      running.delete(plugin);
      abort?.abort();
      try {
        const cleanup = await pending;
        if (typeof cleanup === 'function') await (cleanup as () => unknown)();
      } catch (thrown) {
        failed('clean-up', plugin, thrown);
      }
    },
    pick(group, name) {
      const found: Handler[] = [];
      // A loop, since this runs with every message.
      for (const plugin of list) {
        const members = plugin[group];
        const run = members && Object.hasOwn(members, name) && members[name];
        if (run) found.push({ plugin: plugin.name, run });
      }
      return found;
    },
  };
}
