/**
 * Runs in a page before its scripts, and reports what it posts to the widget's window.
 *
 * @packageDocumentation
 */
import type { FromPage, WatchSettings } from './messages.js';
import { watchPage } from './watch-page.js';

const { jackfieldRelay, jackfieldWatch } = globalThis as unknown as {
  readonly jackfieldRelay: (message: FromPage) => Promise<void>;
  readonly jackfieldWatch: WatchSettings;
};

watchPage({
  isWidget: (address) => jackfieldWatch.addresses.some((each) => address.startsWith(each)),
  onPost: (target) => void jackfieldRelay({ kind: 'posted', target }),
});
