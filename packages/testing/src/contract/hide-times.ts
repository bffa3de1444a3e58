const NEAR_MS = 172_800_000;
const TIME = '‹time›';

const isNear = (ms: number, now: number): boolean => Math.abs(ms - now) < NEAR_MS;

/** The words of a date. A text with others is not a date, although an engine may parse it. */
const DATE_WORD =
  /^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?$|^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$|^(?:[ap]m|t|z|gmt|utc)$/i;

const DATE_OR_CLOCK =
  /(\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)|\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]m)?\b/gi;

const isNumberOfTime = (number: number, nows: readonly number[]): boolean =>
  nows.some((now) => isNear(number, now) || isNear(number * 1_000, now));

const isDate = (text: string, nows: readonly number[]): boolean => {
  // Engines append the name of the time zone.
  const date = text.replace(/ \([^)]*\)$/, '');
  const words = date.match(/[a-z]+/gi) ?? [];
  return (
    /\d[-/:. ]\d|[a-z] \d/i.test(date) &&
    words.every((word) => DATE_WORD.test(word)) &&
    nows.some((now) => isNear(Date.parse(date), now))
  );
};

/** Returns whether a text is a time that is close to one of these, and nothing else. */
export const isTime = (text: string, nows: readonly number[]): boolean =>
  /^\d{10,}(?:\.\d+)?$/.test(text) ? isNumberOfTime(Number(text), nows) : isDate(text, nows);

/**
 * Returns a copy of a result without times of day and the times that are close to one of these: two
 * answers to one request are equal although each holds its own time, in milliseconds, in seconds or
 * as text.
 */
export function hideTimes(value: unknown, nows: readonly number[]): unknown {
  function hide(each: unknown): unknown {
    if (typeof each === 'number') return isNumberOfTime(each, nows) ? TIME : each;
    if (typeof each === 'string') {
      if (isTime(each, nows)) return TIME;
      return each
        .replaceAll(DATE_OR_CLOCK, (text, date: string | undefined) =>
          date === undefined || isDate(date, nows) ? TIME : text,
        )
        .replaceAll(/\d{10,}(?:\.\d+)?/g, (digits) => (isTime(digits, nows) ? TIME : digits));
    }
    if (each instanceof Date) return hide(each.getTime());
    if (Array.isArray(each)) return each.map(hide);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, hide(member)]));
  }

  return hide(value);
}
