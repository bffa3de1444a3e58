import { protocol } from '@jackfield/core/ringcx';
import type { RingexWidgetOptions } from '../ringex-widget/widget.js';
import type { WidgetOptions } from '../widget/widget.js';

/** The app takes these two for true (createApp.tsx:51-75). */
const isOn = (address: URL, name: string): boolean =>
  ['1', 'true'].includes(address.searchParams.get(name) ?? '');

/** The set-up of a RingCX widget at an address: its version by where it is served, and its parameters. */
export const ringcxOptionsOf = (address: URL): WidgetOptions => ({
  // ringcentral.github.io serves 0.x, the other origin the beta.
  version: address.origin === protocol.origins[0] ? '0.x' : '1.0',
  hideCallNote: isOn(address, 'hideCallNote'),
  disableLoginPopup: isOn(address, 'disableLoginPopup'),
});

/** The set-up of a RingEX widget at an address: its path may have a version (docs/versions.md). */
export function ringexOptionsOf(address: URL): RingexWidgetOptions {
  const ringcx = isOn(address, 'enableRingCX');
  const isBeta = /\/3\.[^/]*\//.test(address.pathname);
  return {
    version: ringcx ? '3.1' : isBeta ? '3.x' : '2.x',
    ringcx,
    autoLog: isOn(address, 'defaultAutoLogCallEnabled'),
    autoLogMessages: isOn(address, 'defaultAutoLogMessageEnabled'),
    disableInactiveTabCallEvent: isOn(address, 'disableInactiveTabCallEvent'),
    disableLoginPopup: isOn(address, 'disableLoginPopup'),
    mainTab: address.searchParams.has('mainTab') ? 'fixed' : 'auto',
    hideCallNote: isOn(address, 'hideCallNote'),
  };
}
