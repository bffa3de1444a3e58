import type { RequestEntry } from '@jackfield/core/protocol';
import { fill, layoutsOf, type Layout } from '@jackfield/plugin-kit/layout';
import { uuid } from '../simulator/uuid.js';
import type { AnyWire } from '../transcript/recorded-wire.js';
import type { Warning, WarningCode } from './problem.js';

const TEXTS: Readonly<Record<WarningCode, Pick<Warning, 'message' | 'fix'>>> = {
  ANY_TARGET_ORIGIN: {
    message: "Expected the widget's origin as the target of postMessage, received '*'.",
    fix: "Post to the origin of the frame's address: if another page is in the frame, it receives the data.",
  },
  ANY_SOURCE: {
    message: 'Expected no answer to a request of another window, received one.',
    fix: "Compare event.source with the frame's contentWindow, and event.origin with the widget's origin.",
  },
};

export const warningOf = (code: WarningCode): Warning => ({ code, ...TEXTS[code] });

/** A request that the widget did not send. */
export interface Forged {
  readonly id: string;
  readonly envelope: unknown;
}

/** The requests that may be forged, the one with the fewest effects in a page first. */
const PREFERRED = ['matchContacts', 'matchCallLogs', 'viewLead', 'logCall'];

/**
 * Makes a request as the widget would send it.
 *
 * @param service - what the page registered: only a request of its capabilities is answered
 * @param exampleOf - returns the data of a request
 * @returns `undefined` if the page registered for none
 */
export function forge(
  { protocol, envelopes }: AnyWire,
  service: Readonly<Record<string, unknown>> | undefined,
  exampleOf: (name: string) => unknown,
): Forged | undefined {
  const requests: Readonly<Record<string, RequestEntry | undefined>> = protocol.requests;
  const name = PREFERRED.find((one) => service?.[requests[one]?.capability ?? '']);
  const entry = name === undefined ? undefined : requests[name];
  if (name === undefined || entry === undefined) return undefined;
  const id = uuid();
  // On a wire that sends requests to paths, the capability is one.
  const path = service?.[entry.capability];
  const type = typeof path === 'string' ? path : entry.type;
  const layout = layoutsOf(envelopes, 'widget').get('request') as Layout;
  return { id, envelope: fill(layout, { id, type, body: exampleOf(name) }) };
}
