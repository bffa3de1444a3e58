const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the local date and time in a time zone: `2019-10-16 22:13:04`. */
export function wallTime(ms: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // The Swedish locale has the date format of engage-voice.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(timeZone, format);
  }
  return format.format(ms);
}

const asUtc = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/**
 * Parses a local date and time in a time zone, by default that of this machine. Returns milliseconds
 * since 1970; NaN if `text` is not a valid time.
 */
export function readWallTime(text: string, timeZone?: string): number {
  if (!timeZone) return new Date(text).getTime();
  const wanted = asUtc(text);
  if (Number.isNaN(wanted)) return NaN;
  const offsetAt = (ms: number): number =>
    asUtc(wallTime(ms, timeZone)) - Math.floor(ms / 1000) * 1000;
  // Twice, because the first estimate may be on the other side of a daylight saving change.
  return wanted - offsetAt(wanted - offsetAt(wanted));
}
