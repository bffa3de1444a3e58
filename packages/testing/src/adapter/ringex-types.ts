import { protocol } from '@jackfield/ringex/wire';
import type { FrameMessage } from './base.js';
import { names, pagePushes, pageRequests, pushes } from '../ringex-widget/wire.js';

export { names, pagePushes, pageRequests, pushes };

/** Between the widget and the script around it, each type is its name after one prefix (lib/Adapter/messageTypes.js:4-7). */
const PREFIX = protocol.pushes.pushAdapterState.type.replace('pushAdapterState', '');

/** The messages that only this wire has. */
type Own =
  | 'pushLocale'
  | 'presenceItemClicked'
  | 'navigateToCurrentCall'
  | 'navigateToViewCalls'
  | 'popupSize'
  | 'setEnvironment'
  | 'gotoPresence';

/** The types that are in no schema, because only this script has them (JSW AdapterCore/baseMessageTypes.ts). */
export const types: Readonly<Record<FrameMessage | Own, string>> = {
  syncClosed: pagePushes.syncClosed,
  syncMinimized: pagePushes.syncMinimized,
  syncSize: pagePushes.syncSize,
  syncPosition: pagePushes.syncPosition,
  syncPresence: pushes.syncPresence,
  pushAdapterState: pushes.pushAdapterState,
  pushLocale: `${PREFIX}pushLocale`,
  presenceItemClicked: `${PREFIX}presenceItemClicked`,
  navigateToCurrentCall: `${PREFIX}navigateToCurrentCall`,
  navigateToViewCalls: `${PREFIX}navigateToViewCalls`,
  popupSize: `${PREFIX}set-popup-window-size`,
  setEnvironment: `${PREFIX}set-environment`,
  gotoPresence: `${PREFIX}goto-presence`,
};
