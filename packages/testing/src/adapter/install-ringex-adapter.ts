import { pick, withParameters } from './app-address.js';
import { type InstalledAdapter, type InstallOptions, settingsOf } from './install-options.js';
import { globalsOf, type PageWindow, whenLoaded } from './page-window.js';
import { createRingexAdapter, type RingexAdapter } from './ringex-adapter.js';
import { AFTER, BEFORE } from './ringex-parameters.js';

/** What a page may pass to `RCAdapterInit`, instead of what the script's address says. */
export interface RingexInit {
  readonly appUrl?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** The script of another brand has its name in it: `adapter.att.js` (RingEX adapter.js:20-26). */
function brandOf(scriptUrl = ''): string | undefined {
  const [, brand] = /\/adapter\.([^./]+)(?:\.[^/?#]*)?\.js(?:[?#]|$)/.exec(scriptUrl) ?? [];
  return brand === 'min' ? undefined : brand;
}

/**
 * Installs what RingCentral's adapter.js of RingEX Embeddable installs (RingEX adapter.js:57-218):
 *
 * 1. `RCAdapterInit` makes `RCAdapter`, unless the page has one.
 * 2. It is called when the page has loaded, or at once if it has; not at all if the page has set
 *    `RC_EMBEDDABLE_ADAPTER_MANUAL_INIT`.
 * 3. `RCAdapterDispose` removes `RCAdapter`, and leaves null.
 */
export function installRingexAdapter(
  view: PageWindow,
  options: InstallOptions = {},
): InstalledAdapter {
  const globals = globalsOf(view);
  const { fromPopup, frameWindow, ...settings } = settingsOf(view, options, 'joined');
  let own: RingexAdapter | undefined;

  // At `load` it is called with the event, which has neither member.
  function init({
    appUrl = settings.appUrl ?? '',
    options: parameters = settings.parameters(),
  }: RingexInit = {}): void {
    if (globals.RCAdapter || !appUrl) return;
    const { prefix, zIndex, defaultDirection = 'right' } = parameters;
    const appAddress = withParameters(appUrl, {
      ...pick(parameters, ['appKey', 'clientId', 'appSecret', 'clientSecret']),
      brand: brandOf(options.scriptUrl),
      ...pick(parameters, BEFORE),
      fromAdapter: 1,
      fromPopup,
      ...pick(parameters, AFTER),
      _t: Date.now(),
    });
    own = createRingexAdapter(view, {
      appAddress,
      frameWindow,
      prefix: String(prefix || 'rc-widget'),
      zIndex: zIndex ? Number.parseInt(String(zIndex), 10) : 999,
      direction: String(defaultDirection),
      isPopup: Boolean(fromPopup),
      enablePopup: Boolean(parameters['enablePopup']),
      popupPageUri: parameters['popupPageUri'],
      disableMinimize: Boolean(parameters['disableMinimize']),
      isDocked: Boolean(parameters['newAdapterUI']),
      notifies: Boolean(parameters['notification']),
    });
    globals.RCAdapter = own;
  }

  function dispose(): void {
    const adapter = globals.RCAdapter as RingexAdapter | null | undefined;
    if (!adapter) return;
    adapter.dispose();
    globals.RCAdapter = null;
  }

  const cancel = globals.RC_EMBEDDABLE_ADAPTER_MANUAL_INIT
    ? () => undefined
    : whenLoaded(view, () => init());
  globals.RCAdapterInit = init;
  globals.RCAdapterDispose = dispose;
  return {
    uninstall() {
      cancel();
      own?.dispose();
      if (own && globals.RCAdapter === own) delete globals.RCAdapter;
      if (globals.RCAdapterInit === init) delete globals.RCAdapterInit;
      if (globals.RCAdapterDispose === dispose) delete globals.RCAdapterDispose;
    },
  };
}
