import type { MessageMaps, Protocol, RequestEntry } from './protocol.js';

type Members = Record<string, unknown>;

/** Sets `value` in `body` at `pointer`, making the objects on the way. */
function put(body: Members, pointer: string, value: unknown): void {
  const path = pointer.split('/').slice(1);
  const last = path.pop() as string;
  let at = body;
  for (const name of path) at = (at[name] ??= {}) as Members;
  at[last] = value;
}

/** The capabilities that follow from the requests which plugins handle, sorted. */
export function capabilitiesOf(
  handled: Iterable<string>,
  protocol: Protocol<MessageMaps>,
): readonly string[] {
  const requests = protocol.requests as Record<string, RequestEntry>;
  return [...new Set([...handled].flatMap((name) => requests[name]?.capability ?? []))].sort();
}

/**
 * The body of the register message: the name and, as flags, the capabilities. A flag left out is
 * off (RingCX ThirdParty.ts:97-106).
 */
export function registerBody(
  service: string,
  capabilities: readonly string[],
  protocol: Protocol<MessageMaps>,
): unknown {
  const body: Members = {};
  const at = protocol.registration;
  if (!at) return body;
  put(body, at.name, service);
  for (const capability of capabilities) put(body, `${at.capabilities}/${capability}`, true);
  return body;
}
