import type { PageWindow } from './page-window.js';

/** The popup of a widget. */
export interface Popup {
  /** Opens the popup, or focuses it; resolves in any case. A second call meanwhile waits for the first. */
  open(): Promise<void>;
  readonly window: Window | null | undefined;
}

export interface PopupOptions {
  /** Asks the widget whether it has a popup, or calls that a popup would end. */
  isTaken(): Promise<unknown>;
  /** The address of the app's page, with its parameters. */
  readonly appAddress: string;
  /** The page to open instead of RingCentral's. */
  readonly popupPageUri: unknown;
  readonly name: string;
  readonly height: number;
  onOpened(): void;
}

const WIDTH = 300;

/** In the middle of the screen, also of a second one (JSW lib/popWindow/index.ts:1-30; RingEX lib/popWindow.ts). */
function popWindow(view: PageWindow, address: string, name: string, height: number): Window | null {
  // RingEX refuses it anywhere but at the beginning (RingEX lib/popWindow.ts:2-4), where it would run.
  if (/^\s*javascript:/i.test(address)) throw new Error(`Invalid address of the popup: ${address}`);
  const { screen } = view;
  const left = (screen.width || view.outerWidth) / 2 - WIDTH / 2 + view.screenLeft;
  const top = (screen.height || view.innerHeight) / 2 - height / 2 + view.screenTop;
  const features = `scrollbars=yes, width=${WIDTH}, height=${height}, top=${top}, left=${left}`;
  const opened = view.open(address, name, features);
  opened?.focus();
  return opened;
}

/** The popup's page is beside the app's, with the same parameters (Adapter.ts:383-411; RingEX lib/Adapter/index.js:477-503). */
export function createPopup(
  view: PageWindow,
  { isTaken, appAddress, popupPageUri, name, height, onOpened }: PopupOptions,
): Popup {
  let opening: Promise<void> | undefined;
  let opened: Window | null | undefined;

  async function open(): Promise<void> {
    if (await isTaken()) {
      opened?.focus();
      return;
    }
    const address = appAddress.replace('app.html', 'popup.html');
    const query = address.split('?')[1] ?? '';
    const own = popupPageUri ? `${String(popupPageUri)}?${query}` : address;
    opened = popWindow(view, own, name, height);
    onOpened();
  }

  return {
    get window() {
      return opened;
    },
    async open() {
      opening ??= open().catch((error: unknown) => {
        // The page's script cannot know of it otherwise: RingCentral's method resolves, too.
        view.console.error(error);
      });
      await opening;
      opening = undefined;
    },
  };
}
