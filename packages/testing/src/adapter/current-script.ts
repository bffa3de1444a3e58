import type { InstallOptions } from './install-options.js';

/** Returns the address of the script that runs, or of the one on the page that has the name (adapter.ts:21-26). */
export function currentScript(): Pick<InstallOptions, 'scriptUrl'> {
  const script = (document.currentScript ??
    document.querySelector('script[src*="adapter.js"]')) as HTMLScriptElement | null;
  return script?.src ? { scriptUrl: script.src } : {};
}
