const formats = new Map<string, Intl.DateTimeFormat>();

/** The date and time that a clock on the wall of that zone shows: `2019-10-16 22:13:04`. */
export function wallTime(ms: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Swedish writes a date as engage-voice does.
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
 * When a clock on the wall of that zone showed `text`, in milliseconds since 1970; NaN if it is no
 * time. Without a zone, that of this machine.
 */
export function readWallTime(text: string, timeZone?: string): number {
  if (!timeZone) return new Date(text).getTime();
  const wanted = asUtc(text);
  if (Number.isNaN(wanted)) return NaN;
  const offsetAt = (ms: number): number =>
    asUtc(wallTime(ms, timeZone)) - Math.floor(ms / 1000) * 1000;
  // Once more, as the first guess may lie on the other side of a change of the clocks.
  return wanted - offsetAt(wanted - offsetAt(wanted));
}
