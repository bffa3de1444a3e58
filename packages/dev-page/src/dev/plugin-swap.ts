import type { Host, Plugin } from '@jackfield/core';

/** How long the plugins that go may take before those that come are added. */
const LEAVE_MS = 500;

export interface PluginSwap {
  readonly plugins: readonly Plugin[];
  /**
   * Puts others in their place. The host and the widget's call go on; requests that the old ones are
   * busy with are answered by them.
   *
   * @throws what the host throws; the old ones then run on
   */
  to(next: readonly Plugin[]): Promise<void>;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The plugins of one package in a host. */
export const pluginSwap = (host: Host): PluginSwap => {
  let plugins: readonly Plugin[] = [];
  let removers: readonly (() => Promise<void>)[] = [];

  const add = (list: readonly Plugin[]): void => {
    const added: (() => Promise<void>)[] = [];
    try {
      for (const plugin of list) added.push(host.add(plugin));
    } catch (error) {
      for (const remove of added) void remove();
      throw error;
    }
    plugins = list;
    removers = added;
  };

  return {
    get plugins() {
      return plugins;
    },
    async to(next) {
      const before = plugins;
      const leaving = Promise.allSettled(removers.map((remove) => remove()));
      plugins = [];
      removers = [];
      // In their order: what an old one clears away must not be what a new one has set up. But an
      // edit is to be seen at once, whatever an old one waits for.
      if (before.length > 0) await Promise.race([leaving, wait(LEAVE_MS)]);
      try {
        add(next);
      } catch (error) {
        add(before);
        throw error;
      }
    },
  };
};
