import { installRingcxAdapter } from '../adapter/install-ringcx-adapter.js';
import { installRingexAdapter } from '../adapter/install-ringex-adapter.js';
import type { PageWindow as AdapterWindow } from '../adapter/page-window.js';
import type { InspectedWire } from '../problems/inspected-wire.js';
import type { FrameWindow, PageWindow } from './frame-window.js';

/** The frame of a widget in a document without a browser. */
export interface AddedFrame {
  /** The frame's document was loaded again. */
  loaded(): void;
  remove(): void;
}

const NONE: AddedFrame = { loaded: () => undefined, remove: () => undefined };

/** A page that no document without a browser loads from anywhere. */
const EMPTY = 'about:blank';

/**
 * Adds what the widget's script adds to the window's document, if it has one: the frame, and `RCAdapter`. A
 * frame that is there is used.
 */
export function addFrame(
  window: PageWindow,
  { protocol }: InspectedWire,
  frameWindow: FrameWindow,
  origin: string,
): AddedFrame {
  const view = window as unknown as AdapterWindow;
  const { document } = view as Partial<AdapterWindow>;
  const { frameId = '' } = protocol;
  if (!document) return NONE;
  const there = document.querySelector<HTMLIFrameElement>(`#${frameId}`);
  const install = protocol.speaks ? installRingexAdapter : installRingcxAdapter;
  const adapter = there
    ? undefined
    : install(view, {
        appUrl: EMPTY,
        atOnce: true,
        frameWindow: () => ({
          postMessage: (message) => frameWindow.postMessage(message, origin),
        }),
      });
  const frame = there ?? document.querySelector<HTMLIFrameElement>(`#${frameId}`);
  if (!frame) return NONE;
  Object.defineProperty(frame, 'contentWindow', { value: frameWindow, configurable: true });
  return {
    loaded: () => frame.dispatchEvent(new view.Event('load')),
    remove() {
      Reflect.deleteProperty(frame, 'contentWindow');
      adapter?.uninstall();
    },
  };
}
