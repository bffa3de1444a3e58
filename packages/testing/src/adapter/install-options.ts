import { besideScript, parametersOf, type ScriptParameters, type Repeated } from './app-address.js';
import { globalsOf, type PageWindow } from './page-window.js';

/** What an adapter posts to. */
export interface FrameTarget {
  postMessage(message: unknown, targetOrigin: string): void;
}

/** Options of `installRingcxAdapter` and `installRingexAdapter`. */
export interface InstallOptions {
  /**
   * The address of the script, absolute. Its parameters are those of the adapter, and the app's page is
   * beside it. In a popup the parameters are those of the popup's page (adapter.ts:26-30).
   */
  readonly scriptUrl?: string;
  /** The address of the app's page; by default `./app.html` beside the script. */
  readonly appUrl?: string;
  /** The parameters, instead of those of `scriptUrl`. */
  readonly parameters?: ScriptParameters;
  /**
   * Returns the widget's window, at each message. By default the frame's `contentWindow`; a widget that runs
   * in memory returns an object of its own, and dispatches its messages on the page's window.
   */
  readonly frameWindow?: (frame: HTMLIFrameElement) => FrameTarget | null;
}

/** An adapter in a window. */
export interface InstalledAdapter {
  /** Removes the adapter, its globals and its listeners. RingCentral's scripts cannot do that. */
  uninstall(): void;
}

/** The options with their defaults. */
export interface Settings {
  readonly fromPopup: unknown;
  readonly appUrl: string | undefined;
  readonly frameWindow: (frame: HTMLIFrameElement) => FrameTarget | null;
  /** Reads the parameters: RingCX once, RingEX at each init. */
  parameters(): ScriptParameters;
}

export function settingsOf(
  view: PageWindow,
  { scriptUrl, appUrl, parameters, frameWindow }: InstallOptions,
  repeated: Repeated,
): Settings {
  const fromPopup = globalsOf(view).__ON_RC_POPUP_WINDOW;
  const address = fromPopup ? view.location.href : (scriptUrl ?? '');
  return {
    fromPopup,
    appUrl: appUrl ?? (scriptUrl ? besideScript(scriptUrl) : undefined),
    frameWindow: frameWindow ?? ((frame) => frame.contentWindow),
    parameters: () => parameters ?? parametersOf(address, repeated),
  };
}
