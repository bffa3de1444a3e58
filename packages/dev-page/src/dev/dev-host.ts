import { translatedWire } from '@jackfield/testing';
import type { ShownHost } from '../page/shown-host.js';
import { addPhone, chooseWidgets } from '../page/widgets.js';
import { byId } from '../h.js';
import type { Bridge, Requests } from './bridge.js';

/** The host of the page, of the chosen widget. */
export interface DevHost extends ShownHost {
  readonly kind: 'ringcx' | 'ringex';
  readonly requests: Requests;
}

const SERVICE = 'jackfield dev';

/** Adds the chosen widget to the page, and connects with it. */
export async function devHost({ createHost, requests, loadRingex }: Bridge): Promise<DevHost> {
  const [simulated] = chooseWidgets(byId('phone').dataset['widget'] ?? 'ringcx');
  const kind = simulated?.kind ?? 'ringcx';
  // Before the frame, so that the host sees its first messages.
  const ringex = kind === 'ringex' ? await loadRingex() : undefined;
  const posted = ringex && (await import('@jackfield/ringex/wire'));
  const frame = simulated && addPhone(simulated, true);
  const widget = { origin: new URL(frame?.src ?? location.href).origin };
  if (!ringex || !posted) return { host: createHost({ service: SERVICE, widget }), kind, requests };

  const { callsArea, contactsArea, createRingex, messagesArea, pagesArea, phoneArea } = ringex;
  const areas = [callsArea, contactsArea, messagesArea, pagesArea, phoneArea];
  const protocol = createRingex({ areas });
  // What "Copy all" records is what was posted, and not what plugins get.
  const wire = translatedWire(protocol, posted);
  const host = ringex.createHost({ service: SERVICE, widget, protocol: wire.protocol });
  return { host, wire, kind, requests: protocol.requests };
}
