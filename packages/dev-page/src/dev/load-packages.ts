import type { Plugin } from '@jackfield/core';
import type { Hot } from './bridge.js';
import { checkWidget } from './check-widget.js';
import type { DevHost } from './dev-host.js';
import { DEV_EVENTS, type DevIssue, type DevPackage, type DevState } from './dev-state.js';
import { pickPlugins } from './pick-plugins.js';
import { pluginSwap, type PluginSwap } from './plugin-swap.js';

/** A package as the page has it at the moment. */
export interface Loaded {
  readonly package: DevPackage;
  /** Those that run: of this version or, with an issue, of the last one that had none. */
  readonly plugins: readonly Plugin[];
  readonly issue: DevIssue | undefined;
  /** When the plugins were put in, in milliseconds since 1970. */
  readonly since: number;
}

interface Entry {
  readonly swap: PluginSwap;
  url: string;
  known: DevPackage;
  thrown: DevIssue | undefined;
  since: number;
  /** Edits are taken one after the other. */
  turn: Promise<void>;
}

/**
 * Loads the packages that the command lists, and again after every edit.
 *
 * @param leave - called with plugins that were replaced, and the time at which their replacements began to load
 */
export const loadPackages = (
  { host, kind }: DevHost,
  hot: Hot,
  show: (loaded: readonly Loaded[]) => void,
  leave: (plugins: readonly Plugin[], at: number) => void,
): void => {
  const entries = new Map<string, Entry>();

  const showAll = (): void =>
    show(
      [...entries.values()].map(({ known, swap, thrown, since }) => ({
        package: known,
        plugins: swap.plugins,
        issue: known.issue ?? (thrown && (known.thrown ?? thrown)),
        since,
      })),
    );

  const load = async (entry: Entry, { name, url, choice }: DevPackage): Promise<void> => {
    // An edit that came meanwhile is loaded next.
    if (url !== entry.url || choice === undefined) return;
    const began = performance.now();
    try {
      const module = (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>;
      const before = entry.swap.plugins;
      const plugins = pickPlugins(module, choice);
      checkWidget(plugins, kind);
      await entry.swap.to(plugins);
      leave(before, began);
      entry.since = Date.now();
      entry.thrown = undefined;
      hot.send(DEV_EVENTS.running, {
        name,
        url,
        plugins: entry.swap.plugins.map((plugin) => plugin.name),
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const stack = error instanceof Error ? (error.stack ?? '') : '';
      entry.thrown = { message, place: name };
      // The command finds the place in the source, and reports it.
      hot.send(DEV_EVENTS.thrown, { name, url, message, stack });
    }
    showAll();
  };

  const follow = (known: DevPackage): void => {
    const entry: Entry = entries.get(known.name) ?? {
      swap: pluginSwap(host),
      url: '',
      known,
      thrown: undefined,
      since: 0,
      turn: Promise.resolve(),
    };
    entries.set(known.name, entry);
    entry.known = known;
    if (known.url === entry.url) return;
    entry.url = known.url;
    entry.thrown = undefined;
    if (!known.issue) entry.turn = entry.turn.then(() => load(entry, known));
  };

  hot.on(DEV_EVENTS.state, ({ packages }: DevState) => {
    for (const known of packages) follow(known);
    for (const [name, { swap }] of entries) {
      if (packages.some((known) => known.name === name)) continue;
      entries.delete(name);
      void swap.to([]);
    }
    showAll();
  });
};
