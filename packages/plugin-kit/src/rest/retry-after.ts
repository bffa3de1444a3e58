/** A server that says "in a year" must not keep logs that long. */
const LONGEST = 86_400_000;

/** `Date.parse` makes dates of "-5", "1.5" and "maybe 2099", too; HTTP's begin with a day. */
const parseDate = (text: string): number =>
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .* GMT$/u.test(text) ? Date.parse(text) : NaN;

/**
 * Returns the delay of `Retry-After` in milliseconds: seconds, or a date, relative to the server's own
 * clock if the response has a date. `undefined` if there is no valid value.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+$/u.test(text)) return Math.min(Number(text) * 1000, LONGEST);
  const at = parseDate(text);
  if (Number.isNaN(at)) return undefined;
  const sent = parseDate(headers.get('date') ?? '');
  return Math.min(Math.max(at - (Number.isNaN(sent) ? now : sent), 0), LONGEST);
}
