import type { MessageMaps, Protocol } from './protocol.js';

type Members = Record<string, unknown>;

/**
 * The body of the register message: the name and, as flags, the capabilities. A flag left out is
 * off (RingCX ThirdParty.ts:97-106).
 */
export function registerBody(
  service: string,
  capabilities: readonly string[],
  { registration: at }: Protocol<MessageMaps>,
): Members {
  const body: Members = {};
  if (!at) return body;
  const values = [
    [at.name, service],
    ...capabilities.map((flag) => [`${at.capabilities}/${flag}`, true]),
  ] as const;
  for (const [pointer, value] of values) {
    const path = (pointer as string).split('/').slice(1);
    const last = path.pop() as string;
    // The objects on the way are made as they are needed.
    let inner = body;
    for (const name of path) inner = (inner[name] ??= {}) as Members;
    inner[last] = value;
  }
  return body;
}
