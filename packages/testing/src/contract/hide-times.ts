const NEAR_MS = 172_800_000;
const TIME = '‹time›';

const isNear = (ms: number, now: number): boolean => Math.abs(ms - now) < NEAR_MS;

/**
 * Returns a copy of a result without the times that are close to one of these: two answers to one
 * request are equal although each holds its own time, in milliseconds, in seconds or as text.
 */
export function hideTimes(value: unknown, nows: readonly number[]): unknown {
  const isTime = (ms: number): boolean => nows.some((now) => isNear(ms, now));
  const isNumber = (number: number): boolean => isTime(number) || isTime(number * 1_000);

  function hide(each: unknown): unknown {
    if (typeof each === 'number') return isNumber(each) ? TIME : each;
    if (typeof each === 'string') {
      if (/\d[-/:. ]\d|[a-z] \d/i.test(each) && isTime(Date.parse(each))) return TIME;
      return each
        .replaceAll(/\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?/g, TIME)
        .replaceAll(/\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]m)?\b/gi, TIME)
        .replaceAll(/\d{10,}(?:\.\d+)?/g, (digits) => (isNumber(Number(digits)) ? TIME : digits));
    }
    if (each instanceof Date) return TIME;
    if (Array.isArray(each)) return each.map(hide);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, hide(member)]));
  }

  return hide(value);
}
