import type { FrameWindow, PageWindow } from './frame-window.js';

/** The frame of a widget in a document without a browser. */
export interface AddedFrame {
  /** The frame's document was loaded again. */
  loaded(): void;
  remove(): void;
}

const NONE: AddedFrame = { loaded: () => undefined, remove: () => undefined };

/** Adds the widget's frame to the window's document, if it has one; a frame that is there is used. */
export function addFrame(window: PageWindow, id: string, frameWindow: FrameWindow): AddedFrame {
  const { document } = window as { readonly document?: Document };
  if (!document) return NONE;
  const there = document.querySelector<HTMLIFrameElement>(`#${id}`);
  const frame = there ?? document.createElement('iframe');
  frame.id = id;
  Object.defineProperty(frame, 'contentWindow', { value: frameWindow, configurable: true });
  if (!there) document.body.append(frame);
  const { Event: Own = globalThis.Event } = window as { readonly Event?: typeof Event };
  return {
    loaded: () => frame.dispatchEvent(new Own('load')),
    remove() {
      if (there) Reflect.deleteProperty(frame, 'contentWindow');
      else frame.remove();
    },
  };
}
