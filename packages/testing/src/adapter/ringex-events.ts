import type { CallsBar } from './calls-bar.js';
import type { Core, PushedState } from './core.js';
import type { PageWindow } from './page-window.js';
import type { Presence } from './presence.js';
import type { RingexParts } from './ringex-dom.js';
import { pushes, types } from './ringex-types.js';

/** A message of the widget, as far as the adapter reads it. */
interface FromWidget extends PushedState {
  readonly type?: unknown;
  readonly call: Parameters<CallsBar['update']>[0] & {
    readonly fromUserName?: string;
    readonly from?: string;
  };
  readonly currentActive?: unknown;
  readonly path: string;
  readonly logoUri?: unknown;
  readonly iconUri?: unknown;
  readonly theme?: unknown;
  readonly width: number;
  readonly height: number;
  readonly strings?: Readonly<Record<string, string>>;
  readonly telephonyStatus: unknown;
  readonly presenceOption: unknown;
}

/** What the events change beside the state of the frame. */
export interface EventActions {
  setMinimized(minimized: boolean): void;
  setTheme(theme: unknown): void;
  /** This tab has the web phone, or another one. */
  setActive(isActive: unknown): void;
  resizePopup(width: number, height: number): void;
  /** Shows a notification of the browser, if the page asked for it. */
  notify(caller: string | undefined): void;
}

/** lib/Adapter/index.js:18-27 */
const isImage = (uri: unknown): uri is string =>
  typeof uri === 'string' && /^(https?:\/\/|chrome-extension:\/\/|data:image)/.test(uri);

/**
 * Handles the messages of the widget, as RCAdapter does (lib/Adapter/index.js:145-262; JSW
 * AdapterCore/index.ts:175-212). It checks neither window nor origin, and throws where a message lacks a member.
 */
export function createReceiver(
  parts: RingexParts,
  core: Core,
  bar: CallsBar,
  presence: Presence,
  actions: EventActions,
): (data: unknown) => void {
  function setImages({ logoUri, iconUri }: FromWidget): void {
    if (isImage(logoUri)) parts.logo.src = logoUri;
    if (isImage(iconUri)) parts.icon.src = iconUri;
    bar.render();
  }

  return (data) => {
    if (!data) return;
    const message = data as FromWidget;
    switch (message.type) {
      case pushes.callRing:
        actions.setMinimized(false);
        bar.update(message.call);
        actions.notify(message.call.fromUserName || message.call.from);
        break;
      case pushes.callInit:
      case pushes.callStart:
      case pushes.callEnd:
      case pushes.callHold:
      case pushes.callResume:
        bar.update(message.call);
        break;
      case pushes.webphoneActive:
        actions.setActive(message.currentActive);
        break;
      case pushes.routeChanged:
        bar.setPath(message.path);
        break;
      case pushes.brandAssets:
        setImages(message);
        break;
      case pushes.theme:
        actions.setTheme(message.theme);
        break;
      case types.popupSize:
        actions.resizePopup(message.width, message.height);
        break;
      case types.syncClosed:
        core.syncClosed(message.closed);
        break;
      case types.syncMinimized:
        core.syncMinimized(message.minimized);
        break;
      case types.syncSize:
        core.syncSize(message.size);
        break;
      case types.syncPresence:
        presence.sync({ dndStatus: null, userStatus: null, ...message });
        break;
      case types.pushAdapterState:
        core.takeState(message);
        break;
      case types.pushLocale:
        bar.setTexts(message.strings ?? {});
        presence.setTexts(message.strings ?? {});
    }
  };
}

/** Asks for the permission at once, as the parameter `notification` makes it do (lib/notification.js:1-42). */
export function createNotifier(view: PageWindow): EventActions['notify'] {
  const { Notification } = view as { Notification?: typeof globalThis.Notification };
  if (!Notification) return () => undefined;
  if (Notification.permission === 'default') void Notification.requestPermission();
  return (caller) => {
    if (Notification.permission !== 'granted') return;
    const shown = new Notification('New call', { body: `Incoming call from ${caller}` });
    shown.addEventListener('click', () => view.focus());
  };
}
