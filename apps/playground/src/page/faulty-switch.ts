import type { Host, Plugin } from '@jackfield/core';
import { byId } from '../h.js';

/** Adds a plugin that no compiler has seen, and takes it out again, while the page runs. */
export function faultySwitch(host: Host): void {
  const input = byId<HTMLInputElement>('faulty');
  let remove: (() => Promise<void>) | undefined;

  input.addEventListener('change', () => {
    void (async () => {
      await remove?.();
      remove = undefined;
      if (!input.checked) return;
      const url = new URL('faulty-plugin.js', document.baseURI).href;
      const { faultyPlugin } = (await import(/* @vite-ignore */ url)) as { faultyPlugin: Plugin };
      // Switched off again while it was loading.
      if (input.checked) remove = host.add(faultyPlugin);
    })();
  });
  // A browser that restores forms would show the switch on with no plugin behind it.
  input.checked = false;
}
