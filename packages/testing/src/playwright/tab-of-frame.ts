import type { Frame } from '@playwright/test';
import { createFrameLink, type FrameLink } from '../relay/frame-link.js';

/** Connects the widget with a frame. What fails fails because the frame is gone. */
export function linkToFrame(frame: Frame): FrameLink {
  let last: Promise<unknown> = Promise.resolve();
  return createFrameLink({
    post(message) {
      last = last
        .then(() => frame.evaluate((sent) => globalThis.parent.postMessage(sent, '*'), message))
        .catch(() => undefined);
    },
    reload: () => void frame.evaluate(() => location.reload()).catch(() => undefined),
  });
}
