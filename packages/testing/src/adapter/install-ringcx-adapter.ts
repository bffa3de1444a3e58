import { pick, withParameters } from './app-address.js';
import { type InstalledAdapter, type InstallOptions, settingsOf } from './install-options.js';
import { globalsOf, type PageWindow, whenLoaded } from './page-window.js';
import { createRingcxAdapter, type RingcxAdapter } from './ringcx-adapter.js';

/** The parameters of the app, in the order of the source (adapter.ts:64-77). */
const BEFORE = [
  'clientId',
  'clientSecret',
  'redirectUri',
  'rcServer',
  'evServer',
  'disableLoginPopup',
] as const;
/** The last two are in commits after 1.0 (X1+ adapter.ts). */
const AFTER = [
  'jwt',
  'jwtOwnerId',
  'hideCallNote',
  'enableSideWidget',
  'enableAudioInitPrompt',
] as const;

/**
 * Installs what RingCentral's adapter.js of RingCX Embeddable installs: `RCAdapter`, made when the page has
 * loaded, or at once if it has; nothing if the page has an `RCAdapter` (adapter.ts:79-99).
 *
 * @throws Error with the parameter `error` of the script's address, as in the source (parseUri.ts:13-15)
 */
export function installRingcxAdapter(
  view: PageWindow,
  options: InstallOptions = {},
): InstalledAdapter {
  const globals = globalsOf(view);
  const {
    fromPopup,
    appUrl = './app.html',
    frameWindow,
    ...settings
  } = settingsOf(view, options, 'last');
  const parameters = settings.parameters();
  const appAddress = withParameters(appUrl, {
    ...pick(parameters, BEFORE),
    fromAdapter: 1,
    fromPopup,
    ...pick(parameters, AFTER),
    _t: Date.now(),
  });
  let adapter: RingcxAdapter | undefined;
  const cancel = whenLoaded(view, () => {
    if (globals.RCAdapter) return;
    adapter = createRingcxAdapter(view, {
      appAddress,
      frameWindow,
      isPopup: Boolean(fromPopup),
      enablePopup: Boolean(parameters['enablePopup']),
      popupPageUri: parameters['popupPageUri'],
    });
    globals.RCAdapter = adapter;
  });
  return {
    uninstall() {
      cancel();
      adapter?.dispose();
      if (adapter && globals.RCAdapter === adapter) delete globals.RCAdapter;
    },
  };
}
