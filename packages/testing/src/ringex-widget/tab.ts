import type { PageLink } from '../simulator/page-link.js';
import type { Channel } from './channel.js';
import type { WidgetDocument } from './widget-document.js';

/** A tab that contains the widget. */
export interface OpenTab {
  readonly number: number;
  readonly link: PageLink;
  readonly isPopup: boolean;
  /** The channel of its current document. */
  channel: Channel;
  document: WidgetDocument;
}

/** What a document knows of its tab. */
export interface TabAccess {
  readonly channel: Channel;
  /** Whether it is the main tab now (COM Tabbie.ts). */
  isMain(): boolean;
  /** Resolves when there is a main tab, with whether it is this one (COM Tabbie.ts checkIsMain). */
  checkIsMain(): Promise<boolean>;
  /** Whether this is the oldest open tab, which has the webphone. */
  hasWebphone(): boolean;
  readonly hasPopup: boolean;
  /** Whether the document has been replaced or its tab closed. */
  isOver(): boolean;
}
