const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/**
 * What the clocks of `zone` show at `instant`, as the instant at which UTC's show the same.
 *
 * @throws `RangeError` for a zone that this browser does not know, or a time beyond all calendars
 */
export function wallTime(instant: number, zone: string): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  const milliseconds = ((instant % 1_000) + 1_000) % 1_000;
  return Date.UTC(year, month - 1, day, hour, minute, second) + milliseconds;
}

/** By how much the clocks of `zone` are ahead of UTC's at `instant`. */
const offsetAt = (instant: number, zone: string): number => wallTime(instant, zone) - instant;

/**
 * When the clocks of `zone` show `wall`: once as a rule, twice in an hour that they repeat, never in
 * one that they skip. The earliest first.
 */
export function instantsAt(wall: number, zone: string): readonly number[] {
  // No zone changes its clocks twice within two days, so these are all the offsets it can have.
  const offsets = [wall - DAY, wall + DAY].map((near) => offsetAt(near, zone));
  return [...new Set(offsets)]
    .map((offset) => wall - offset)
    .filter((instant) => wallTime(instant, zone) === wall)
    .sort((a, b) => a - b);
}

/**
 * The wall time that a browser in `zone` may have taken for `instant` although its clocks skipped
 * it; `undefined` as a rule. It reads such a time with the offset from before the change.
 */
export function skippedWallTime(instant: number, zone: string): number | undefined {
  const skipped = instant + offsetAt(instant - DAY, zone);
  return instantsAt(skipped, zone).length === 0 ? skipped : undefined;
}
