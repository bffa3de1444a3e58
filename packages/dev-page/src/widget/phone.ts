import type { Clock } from '@jackfield/core';
import { createWidget, type Widget, type WidgetOptions } from '@jackfield/testing';
import { DISPOSITIONS, LEADS } from './data.js';

/** The simulated widget, as it runs in this frame. */
export type Phone = Widget<Clock>;

/** What the views of the phone use of the widget, which may run elsewhere. */
export type PhoneWidget = Pick<
  Phone,
  | 'version'
  | 'state'
  | 'toasts'
  | 'subscribe'
  | 'inboundCall'
  | 'dial'
  | 'answer'
  | 'hangUp'
  | 'edit'
  | 'submitDisposition'
  | 'finish'
  | 'reopen'
  | 'getLeads'
  | 'callLead'
  | 'viewLead'
  | 'login'
  | 'reload'
>;

/** How Acme's agent is set up. */
const ACME: WidgetOptions = {
  leads: LEADS,
  dispositions: DISPOSITIONS,
  callingCodes: ['44'],
  // The agent decides when the disposition ends, not a timer.
  doneMs: Infinity,
};

/**
 * Starts the widget as the frame's address asks for it: `?version=next`, and `?options={…}` with
 * any other set-up than Acme's.
 */
export function startPhone(address: URLSearchParams): Phone {
  const options = address.get('options');
  const version = address.get('version');
  return createWidget({
    ...(options ? (JSON.parse(options) as WidgetOptions) : ACME),
    ...(version ? { version: version as NonNullable<WidgetOptions['version']> } : {}),
    page: globalThis.parent,
  });
}
