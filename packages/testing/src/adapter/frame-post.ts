import type { InstallOptions } from './install-options.js';
import type { PageWindow } from './page-window.js';

/** Sets the address of the frame, and returns what posts to it. */
export function loadFrame(
  view: PageWindow,
  frame: HTMLIFrameElement,
  address: string,
  prefix: string,
  frameWindow: NonNullable<InstallOptions['frameWindow']>,
): (message: unknown) => void {
  const { origin } = new URL(address, view.document.baseURI);
  // A page of `file:` has no origin that a message could name.
  const target = origin === 'null' ? '*' : origin;
  frame.src = address;
  frame.id = `${prefix}-adapter-frame`;
  return (message) => frameWindow(frame)?.postMessage(message, target);
}
