import { protocol } from '@jackfield/core/ringcx';
import type { FrameMessage } from './base.js';

const { register, clickToDial, logout, dialLead } = protocol.pagePushes;

/** Each type of this wire is its name after one prefix (enums/adapterMessageTypes.ts:7-42). */
const PREFIX = register.type.replace('register', '');

/** The messages that only this wire has. */
type Own =
  'register' | 'clickToDial' | 'logout' | 'dialLead' | 'checkPopupWindow' | 'setEnvironment';

/** The types of the messages between the page's script and the widget. Some are in no schema: only this script has them. */
export const types: Readonly<Record<FrameMessage | Own, string>> = {
  register: register.type,
  clickToDial: clickToDial.type,
  logout: logout.type,
  dialLead: dialLead.type,
  checkPopupWindow: protocol.pageRequests.checkPopupWindow.type,
  setEnvironment: `${PREFIX}setEnvironment`,
  syncClosed: `${PREFIX}syncClosed`,
  syncMinimized: `${PREFIX}syncMinimized`,
  syncSize: `${PREFIX}syncSize`,
  syncPosition: `${PREFIX}syncPosition`,
  syncPresence: `${PREFIX}syncPresence`,
  pushAdapterState: `${PREFIX}pushAdapterState`,
};
