import type { Plugin } from '@jackfield/core';
import { protocolIn } from './pick-plugins.js';

/**
 * Checks that the chosen widget can run the plugins.
 *
 * @throws TypeError that says which widget to choose
 */
export function checkWidget(plugins: readonly Plugin[], kind: 'ringcx' | 'ringex'): void {
  const stranger = plugins.find((plugin) => /^ringex\b/.test(protocolIn(plugin)));
  if (kind === 'ringex' || !stranger) return;
  throw new TypeError(
    `Plugin "${stranger.name}" is made with definePlugin of @jackfield/ringex, so it runs on RingEX only. Choose a RingEX widget above the phone, or start "jackfield dev --widget ringex".`,
  );
}
