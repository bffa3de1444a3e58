/** Which of the first two numbers of 12.01.2026 is the day. */
export type DateOrder = 'day-first' | 'month-first';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME =
  '(?:(?:T|,?\\s+(?:at\\s+)?)(\\d{1,2}):?(\\d{2})(?::?(\\d{2})(?:[.,](\\d+))?)?\\s*([ap])?\\.?(?:m\\b\\.?)?\\s*(z|utc|gmt|(?:utc|gmt)?[+-]\\d{2}(?::?\\d{2})?)?)?$';
const YEAR_FIRST = new RegExp(
  `^(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|(\\d{2})(\\d{2}))${TIME}`,
  'iu',
);
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${TIME}`, 'iu');
const NAMED = new RegExp(
  `^(?:[a-z]{3,9}\\.?,?\\s+)??(?:(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+([a-z]{3})[a-z]*\\.?,?[\\s-]+|([a-z]{3})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+)(\\d{4})${TIME}`,
  'iu',
);

/** 1973 in milliseconds; what is less are seconds, up to the year 5138. */
const LEAST_MS = 100_000_000_000;
/** 1973 in seconds. */
const LEAST_SECONDS = 100_000_000;

type Parts = readonly (string | undefined)[];

/** The time of a day that there is, else `undefined`: there is no 30 February. */
function timeOf(
  [year, month, day]: readonly [year: number, month: number, day: number],
  [hour = '0', minute = '0', second = '0', fraction = '0', half, zone]: Parts,
): number | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 60 || (half && (h < 1 || h > 12))) return undefined;
  const hours = half ? (h % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : h;
  const at = new Date(
    Date.UTC(year, month - 1, day, hours, m, s, Number(fraction.padEnd(3, '0').slice(0, 3))),
  );
  const isThere = new Date(Date.UTC(year, month - 1, day));
  if (isThere.getUTCMonth() !== month - 1 || isThere.getUTCDate() !== day) return undefined;
  const [, sign, zoneHours, zoneMinutes] = /([+-])(\d{2}):?(\d{2})?$/u.exec(zone ?? '') ?? [];
  const offset = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * 60_000;
  return at.getTime() - (sign === '-' ? -offset : offset);
}

/** What a date says of the order of day and month: one that cannot be a month is the day. */
export function orderIn(text: string): DateOrder | undefined {
  const [, first, , second] = YEAR_LAST.exec(text.trim()) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 && b >= 1 && b <= 12) return 'day-first';
  return b > 12 && a >= 1 && a <= 12 ? 'month-first' : undefined;
}

/** Whether the day could be the month, and it makes a difference. */
export function isAmbiguous(text: string): boolean {
  const [, first, , second] = YEAR_LAST.exec(text.trim()) ?? [];
  return first !== undefined && Number(first) !== Number(second) && orderIn(text) === undefined;
}

/**
 * Reads a time, in milliseconds since 1970; `undefined` if it is not one for certain.
 *
 * It may be ISO 8601, milliseconds or seconds since 1970, or a date whose order of day and month is
 * known: without `order`, 12.01.2026 is in January or in December. Without a zone it is in UTC.
 */
export function readTime(value: unknown, order?: DateOrder): number | undefined {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    return value >= LEAST_SECONDS && value < LEAST_MS ? value * 1_000 : value;
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,10}(?:[.,]\d+)?$/u.test(text)) return Number(text.replace(',', '.')) * 1_000;
  if (/^\d{12,13}(?:[.,]0+)?$/u.test(text)) return Number(text.replace(',', '.'));
  const iso = YEAR_FIRST.exec(text);
  if (iso) {
    const [, year, , month = iso[5], day = iso[6], , , ...time] = iso;
    return timeOf([Number(year), Number(month), Number(day)], time);
  }
  const named = NAMED.exec(text);
  if (named) {
    const [, day = named[4], name = named[3], , , year, ...time] = named;
    const month = MONTHS.indexOf(name?.toLowerCase() ?? '') + 1;
    return month > 0 ? timeOf([Number(year), month, Number(day)], time) : undefined;
  }
  const [, first, , second, year, ...time] = YEAR_LAST.exec(text) ?? [];
  const known = isAmbiguous(text) ? order : (orderIn(text) ?? 'day-first');
  if (known === undefined) return undefined;
  const [day, month] = known === 'day-first' ? [first, second] : [second, first];
  return timeOf([Number(year), Number(month), Number(day)], time);
}
