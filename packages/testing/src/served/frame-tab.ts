import { createFrameLink, type FrameLink } from '../relay/frame-link.js';
import type { ToDocument } from './messages.js';

/** A document of the app page that is connected. */
export interface AppDocument {
  readonly id: string;
  send(event: ToDocument): void;
}

/** A frame, whose documents follow each other. */
export interface FrameTab {
  document: AppDocument;
  /** The origin of the app page. */
  readonly origin: string;
  /** The origin of the page around it. */
  page: string;
  /** Whether its document is reloading by command. */
  isReloading: boolean;
}

/**
 * Connects the widget with a frame.
 *
 * @param post - posts to the frame's document
 */
export const linkToTab = (tab: FrameTab, post: (message: unknown) => void): FrameLink =>
  createFrameLink({
    post,
    reload() {
      tab.isReloading = true;
      tab.document.send({ kind: 'reload' });
    },
  });
