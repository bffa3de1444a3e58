import { createWidget, type Widget, type WidgetVersion } from '@jackfield/testing';
import type { Clock } from '@jackfield/core';
import { DISPOSITIONS, LEADS } from './data.js';

/** The simulated widget, as it runs in this frame. */
export type Phone = Widget<Clock>;

const VERSIONS: readonly WidgetVersion[] = ['0.x', '1.0', 'next'];

/** Starts the widget of the version that the address asks for, `?version=next`; else 1.0. */
export function startPhone(): Phone {
  const wanted = new URLSearchParams(location.search).get('version');
  return createWidget({
    version: VERSIONS.find((version) => version === wanted) ?? '1.0',
    page: globalThis.parent,
    leads: LEADS,
    dispositions: DISPOSITIONS,
    callingCodes: ['44'],
    // Whoever looks at what came back decides for how long.
    doneMs: Infinity,
  });
}
