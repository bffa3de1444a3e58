/** A server that says "in a year" must not keep logs that long. */
const LONGEST = 86_400_000;

/**
 * Returns the delay of `Retry-After` in milliseconds: seconds, or a date, relative to the server's own
 * clock if the response has a date. `undefined` if there is no valid value.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+$/u.test(text)) return Math.min(Number(text) * 1000, LONGEST);
  // `Date.parse` accepts invalid dates such as "-5".
  const at = /^[A-Za-z]{3}/u.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) return undefined;
  const sent = Date.parse(headers.get('date') ?? '');
  return Math.min(Math.max(at - (Number.isNaN(sent) ? now : sent), 0), LONGEST);
}
