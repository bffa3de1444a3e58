import type { Context } from './context.js';
import { type Members, typeOf } from './envelope.js';
import { protocol } from '@jackfield/core/ringcx';

/** How long the widget waits for a popup's answer (X0 lib/PopupWindowManager/index.js:53-56). */
const PING_MS = 800;

/**
 * Answers the one known request of a page: whether the widget must stay in its window
 * (Adapter.ts:263-283; X0 Adapter/index.ts:126-142). Other requests are never answered.
 */
export function answerPage(
  { does, settings, line, later, toast }: Context,
  payload: unknown,
  hasPopup: boolean,
  respond: (result: boolean) => void,
): void {
  if (typeOf(payload) !== protocol.pageRequests.checkPopupWindow.type) return;
  function check(isOpen: boolean): void {
    const isBusy = settings.softphone === 'integrated' && line.data.state === 'connected';
    if (isOpen) toast('warning', 'The phone is open in another window.');
    else if (isBusy) toast('warning', 'The phone cannot move to another window during a call.');
    respond(isOpen || isBusy);
  }
  if (!hasPopup && does('popup-check-slow')) later(PING_MS, () => check(false));
  else check(hasPopup);
}

/** Handles a bare message: one with the callback address of a login (JSW OAuth.ts:100-110). */
export function receiveBare({ does, storage, changed }: Context, message: Members): void {
  if (!does('login-callback') || !message['callbackUri']) return;
  storage.isLoggedIn = true;
  changed();
}
