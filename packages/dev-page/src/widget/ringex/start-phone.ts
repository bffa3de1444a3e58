import type { Clock } from '@jackfield/core';
import {
  createRingexWidget,
  type RingexVersion,
  type RingexWidget,
  type RingexWidgetOptions,
} from '@jackfield/testing';
import { DISPOSITIONS, LEADS } from '../data.js';
import { type RingexPhone, ringexPhone } from './phone.js';

/** How Acme's agent is set up. */
const ACME: RingexWidgetOptions = {
  leads: LEADS,
  dispositions: DISPOSITIONS,
};

/**
 * Starts the widget as the frame's address asks for it: `?widget=ringex&version=3.1&ringcx=1`, and
 * `&options={…}` with any other set-up than Acme's.
 */
export function startRingexPhone(address: URLSearchParams): RingexPhone<RingexWidget<Clock>> {
  const options = address.get('options');
  const version = address.get('version');
  const hasRingcx = address.get('ringcx') === '1';
  const widget = createRingexWidget({
    ...(options ? (JSON.parse(options) as RingexWidgetOptions) : ACME),
    ...(version ? { version: version as RingexVersion } : {}),
    ...(hasRingcx ? { ringcx: true } : {}),
    page: globalThis.parent,
  });
  return ringexPhone(widget, hasRingcx);
}
