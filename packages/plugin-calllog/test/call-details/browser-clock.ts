const zoneOf = (zone?: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;

const known = new Set<string>();

/** Does what a browser in `zone` would do: this Node is in that zone meanwhile. */
export function inZone<T>(zone: string, run: () => T): T {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    // A Node that cannot change its zone would make every test about zones pass.
    if (!known.has(zone) && zoneOf() !== zoneOf(zone)) throw new Error(`This is not in ${zone}`);
    known.add(zone);
    return run();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

function shown(date: Date): string {
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${day} ${time}`;
}

/** What the server sends: New York's wall time, without a zone. */
export const queueDts = (...instants: readonly number[]): readonly string[] =>
  inZone('America/New_York', () => instants.map((instant) => shown(new Date(instant))));

/** What 0.x and 1.0 make of it in a browser of that zone. */
export function misreadAll(instants: readonly number[], zone: string): readonly number[] {
  const texts = queueDts(...instants);
  return inZone(zone, () => texts.map((text) => new Date(text).getTime()));
}

export const misread = (instant: number, zone: string): number => misreadAll([instant], zone)[0]!;

/** By how much the clocks of `zone` are ahead of UTC's at `instant`, in minutes. */
export const offsetAt = (instant: number, zone: string): number =>
  inZone(zone, () => -new Date(instant).getTimezoneOffset());
