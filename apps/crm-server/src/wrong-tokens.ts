import { isIPv6 } from 'node:net';

const MINUTE = 60_000;

/** Counts the wrong tokens of each client address, in windows of a minute. */
export interface WrongTokens {
  /** Counts one. Returns how many seconds remain of the minute if there were too many, else `undefined`. */
  count(address: string): number | undefined;
}

/** The part of an address that one client has: of IPv6 the network, whose addresses it may choose. */
function clientOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4).join(':');
}

/** Creates the counts. Beyond `addresses`, the one that was counted first is forgotten. */
export function createWrongTokens(
  max = 50,
  addresses = 10_000,
  now: () => number = Date.now,
): WrongTokens {
  const counts = new Map<string, { count: number; readonly until: number }>();
  return {
    count(address) {
      const client = clientOf(address);
      const time = now();
      let entry = counts.get(client);
      if (!entry || entry.until <= time || entry.until > time + MINUTE) {
        counts.delete(client);
        entry = { count: 0, until: time + MINUTE };
        counts.set(client, entry);
        const [oldest] = counts.keys();
        if (counts.size > addresses && oldest !== undefined) counts.delete(oldest);
      }
      entry.count += 1;
      return entry.count > max ? Math.ceil((entry.until - time) / 1000) : undefined;
    },
  };
}
