import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright';
import { CHROMIUM_FLAGS, findChromium, NO_CHROMIUM } from '@jackfield/test-tools/chromium';
import { startProcess, type Killable } from './process.js';

/** A Chromium whose profile outlives it. */
export interface ChaosBrowser {
  readonly context: BrowserContext;
  start(): Promise<void>;
  /** As the power button does it. */
  kill(): Promise<void>;
}

export function createBrowser(profile: string): ChaosBrowser {
  let running: Killable | undefined;
  let connected: Browser | undefined;
  return {
    get context() {
      const [context] = connected?.contexts() ?? [];
      if (!context) throw new Error('The browser is not running.');
      return context;
    },
    async start() {
      const executable = findChromium();
      if (!executable) throw new Error(NO_CHROMIUM);
      // Errors of a browser that was killed.
      for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
        rmSync(join(profile, name), { force: true });
      }
      running = startProcess(executable, [
        ...CHROMIUM_FLAGS,
        '--headless',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        'about:blank',
      ]);
      const endpoint = await running.prints(/DevTools listening on (\S+)/u);
      connected = await chromium.connectOverCDP(endpoint);
    },
    async kill() {
      await running?.kill();
      running = undefined;
      await connected?.close().catch(() => undefined);
      connected = undefined;
    },
  };
}
