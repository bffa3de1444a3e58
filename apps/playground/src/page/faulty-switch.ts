import { definePlugin, type PluginDefinition } from '@jackfield/core';
import { byId } from '@jackfield/dev-page/h';
import type { ProblemsView } from '@jackfield/dev-page/page/problems-view';
import type { ShownHost } from '@jackfield/dev-page/page/shown-host';

/** Adds a plugin that no compiler has seen, and takes it out again, while the page runs. */
export function faultySwitch(hosts: readonly ShownHost[], problems: ProblemsView): void {
  const input = byId<HTMLInputElement>('faulty');
  let removers: readonly (() => Promise<void>)[] = [];

  async function follow(): Promise<void> {
    await Promise.all(removers.map((remove) => remove()));
    removers = [];
    if (!input.checked) return;
    const url = new URL('faulty-plugin.js', document.baseURI).href;
    const { faultyPlugin } = (await import(/* @vite-ignore */ url)) as {
      faultyPlugin: PluginDefinition;
    };
    const plugin = definePlugin(faultyPlugin);
    removers = hosts.map(({ host }) => host.add(plugin));
  }
  // One after the other, however fast the switch is flicked.
  let work = Promise.resolve();
  input.addEventListener('change', () => {
    work = work
      .then(follow)
      .catch((error: unknown) => problems.report('The plugin could not be added', error));
  });
  // A browser that restores forms would show the switch on with no plugin behind it.
  input.checked = false;
}
