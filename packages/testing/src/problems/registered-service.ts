import type { Recorded } from '../simulator/journal.js';
import { readRecordedEnvelope } from '../transcript/read-recorded-envelope.js';
import type { AnyWire } from '../transcript/recorded-wire.js';

/** Returns the service as the page registered it; a sticky wire keeps what a later registration leaves out. */
export function registeredService(
  wire: AnyWire,
  received: readonly Recorded[],
): Readonly<Record<string, unknown>> {
  const { roles, sticky } = wire.protocol;
  const services = received
    .filter(({ name }) => name !== undefined && name === roles.register)
    .map(({ envelope }) => {
      const body = readRecordedEnvelope(wire, 'out', envelope)?.body;
      return (body as { readonly service?: object } | undefined)?.service;
    });
  return Object.assign({}, ...(sticky ? services : services.slice(-1)));
}
