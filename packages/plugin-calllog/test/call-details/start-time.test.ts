import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findStart } from '../../src/call-details/start-time.js';
import { misread, misreadAll, offsetAt, queueDts } from './browser-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NEW_YORK = 'America/New_York';

const COMMON = [
  'Europe/Berlin',
  'Asia/Kolkata',
  NEW_YORK,
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'UTC',
];

const ZONES = [
  ...COMMON,
  // An hour from New York, and one whose clocks change on its days at other hours.
  'America/Chicago',
  'America/Halifax',
  'America/St_Johns',
  'America/Havana',
  'America/Bogota',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
];

const from = Date.UTC(2025, 0, 1);
const until = Date.UTC(2028, 0, 1);

/** All minutes at which the clocks of a zone change. */
function changesOf(zone: string): readonly number[] {
  const changes: number[] = [];
  const isChange = (a: number, b: number) => offsetAt(a, zone) !== offsetAt(b, zone);
  for (let day = from; day < until; day += 24 * HOUR) {
    if (!isChange(day, day + 24 * HOUR)) continue;
    let [before, after] = [day, day + 24 * HOUR];
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (isChange(before, middle)) after = middle;
      else before = middle;
    }
    changes.push(after);
  }
  return changes;
}

const changes = new Map(ZONES.map((zone) => [zone, changesOf(zone)]));

const isNearChange = (instant: number, zone: string): boolean =>
  [zone, NEW_YORK].some((each) =>
    changes.get(each)!.some((change) => Math.abs(instant - change) < 27 * HOUR),
  );

describe('values that are not evidence', () => {
  test.each([undefined, NaN, Infinity, -Infinity])('a startTime of %s is ignored', (raw) => {
    expect(findStart(raw, 'Europe/Berlin', from)).toBeUndefined();
  });

  test.each([
    ['a zone that nobody knows', Date.UTC(2026, 5, 1), 'Mars/Olympus_Mons'],
    ['no zone', Date.UTC(2026, 5, 1), undefined as unknown as string],
    ['a time beyond all calendars', 9e15, 'Europe/Berlin'],
    ['a time at the end of all calendars', 8.64e15, 'Europe/Berlin'],
    ['a time before all calendars', -8.64e15, 'Europe/Berlin'],
  ])('%s leaves the raw value, uncertain', (_what, raw, zone) => {
    const uncertain = { at: raw, isCertain: false, raw };
    expect(() => findStart(raw, zone, raw + MINUTE)).not.toThrow();
    if (zone !== undefined) expect(findStart(raw, zone, raw + MINUTE)).toEqual(uncertain);
    expect(findStart(raw, zone)?.at).toBe(raw);
  });

  test('without a push the raw value stays, uncertain', () => {
    const raw = Date.UTC(2026, 5, 1, 12);
    expect(findStart(raw, 'Europe/Berlin')).toEqual({ at: raw, isCertain: false, raw });
  });

  test('where both readings lie in the future the raw value stays, uncertain', () => {
    const raw = Date.UTC(2026, 5, 1, 12);
    const start = findStart(raw, 'Europe/Berlin', raw - 7 * HOUR);
    expect(start).toEqual({ at: raw, isCertain: false, raw });
  });

  test('a push hours after both readings proves nothing', () => {
    const raw = Date.UTC(2026, 5, 1, 12);
    expect(findStart(raw, 'Europe/Berlin', raw + 20 * HOUR)?.isCertain).toBe(false);
  });

  test('a clock that is behind by more than the tolerance gives no false certainty', () => {
    const begun = Date.UTC(2026, 5, 1, 12);
    const raw = misread(begun, 'Europe/Berlin');
    const start = findStart(raw, 'Europe/Berlin', begun - 10 * MINUTE);
    expect(start).toMatchObject({ isCertain: false, raw });
  });
});

describe('what the reference says', () => {
  test('2026-07-13 10:00:00 of the server is 14:00 UTC', () => {
    const begun = Date.UTC(2026, 6, 13, 14);
    expect(queueDts(begun)).toEqual(['2026-07-13 10:00:00']);
    const raw = misread(begun, 'Europe/Berlin');
    expect(raw).toBe(Date.UTC(2026, 6, 13, 8));
    expect(findStart(raw, 'Europe/Berlin', begun + 3_000)).toEqual({
      at: begun,
      isCertain: true,
      raw,
    });
  });

  test.each(ZONES)('in %s both a right and a misread value are known for what they are', (zone) => {
    const begun = Date.UTC(2026, 5, 1, 12, 34, 56);
    for (const raw of [begun, misread(begun, zone)]) {
      expect(findStart(raw, zone, begun + 20_000)).toEqual({ at: begun, isCertain: true, raw });
    }
  });

  test('in New York there is nothing to decide, also without a push', () => {
    const raw = Date.UTC(2026, 5, 1, 12);
    expect(findStart(raw, NEW_YORK)).toEqual({ at: raw, isCertain: true, raw });
    expect(findStart(raw, NEW_YORK, raw - 9 * HOUR)).toMatchObject({ at: raw, isCertain: true });
  });

  test('milliseconds stay', () => {
    const raw = Date.UTC(2026, 5, 1, 12, 0, 0, 789);
    expect(findStart(raw - 6 * HOUR, 'Europe/Berlin', raw)?.at).toBe(raw);
    expect(findStart(-211, 'UTC', -211 + 5 * HOUR)?.at).toBe(-211 + 5 * HOUR);
  });
});

describe('the wait in a queue', () => {
  const begun = Date.UTC(2026, 5, 1, 12);

  test.each([0, 1, 29])('of %s minutes leaves it certain', (minutes) => {
    for (const raw of [begun, misread(begun, 'Europe/Berlin')]) {
      const start = findStart(raw, 'Europe/Berlin', begun + minutes * MINUTE);
      expect(start).toEqual({ at: begun, isCertain: true, raw });
    }
  });

  test('of four hours leaves certain what no wrong clock can explain', () => {
    // The other reading is nearer, two hours in the future.
    const start = findStart(begun, 'Europe/Berlin', begun + 4 * HOUR);
    expect(start).toMatchObject({ at: begun, isCertain: true });
  });

  test('of two hours is not enough to be certain of a misread value', () => {
    const raw = misread(begun, 'Europe/Berlin');
    const start = findStart(raw, 'Europe/Berlin', begun + 2 * HOUR);
    expect(start).toMatchObject({ at: begun, isCertain: false });
  });

  test('of an hour makes a zone an hour away uncertain, and the raw value stays beside', () => {
    const raw = misread(begun, 'America/Halifax');
    const start = findStart(raw, 'America/Halifax', begun + 40 * MINUTE);
    expect(start).toEqual({ at: begun, isCertain: false, raw });
  });
});

describe('a second reading', () => {
  test('leaves neither certain if it is as likely', () => {
    // Half an hour from New York, until 2016.
    const begun = Date.UTC(2015, 6, 1, 12);
    const raw = misread(begun, 'America/Caracas');
    const start = findStart(raw, 'America/Caracas', begun + 27 * MINUTE);
    expect(start).toMatchObject({ isCertain: false, raw });
  });
});

describe('when the clocks change', () => {
  const uncertain = (begun: number, raw: number, zone: string) => {
    const start = findStart(raw, zone, begun + MINUTE);
    expect(start).toEqual({ at: begun, isCertain: false, raw });
  };

  test.each(['Europe/Berlin', 'UTC', NEW_YORK, 'Asia/Kolkata'])(
    'the hour that New York repeats is uncertain in %s, and the reading next to the push is taken',
    (zone) => {
      // 2026-11-01 01:30 is there twice: at 05:30 and at 06:30 UTC.
      for (const begun of [Date.UTC(2026, 10, 1, 5, 30), Date.UTC(2026, 10, 1, 6, 30)]) {
        uncertain(begun, misread(begun, zone), zone);
      }
    },
  );

  test('the hour that the browser skips is uncertain, and the skipped reading is found', () => {
    // 2026-03-29 02:30 is not there in Berlin; in New York it is.
    const begun = Date.UTC(2026, 2, 29, 6, 30);
    const raw = misread(begun, 'Europe/Berlin');
    expect(raw).toBe(Date.UTC(2026, 2, 29, 1, 30));
    uncertain(begun, raw, 'Europe/Berlin');
  });

  test('the half hour that Lord Howe Island skips is uncertain', () => {
    // 2026-10-04 02:15 is not there on Lord Howe Island.
    const begun = Date.UTC(2026, 9, 4, 6, 15);
    uncertain(begun, misread(begun, 'Australia/Lord_Howe'), 'Australia/Lord_Howe');
  });

  test('the hour that the browser repeats is uncertain', () => {
    // 2026-10-25 02:30 is there twice in Berlin.
    const begun = Date.UTC(2026, 9, 25, 6, 30);
    uncertain(begun, misread(begun, 'Europe/Berlin'), 'Europe/Berlin');
  });

  test('a value that New York’s clocks skipped is uncertain, and stays', () => {
    // In UTC it shows 2026-03-08 02:30, which is not there in New York.
    const begun = Date.UTC(2026, 2, 8, 2, 30);
    uncertain(begun, begun, 'UTC');
  });
});

describe('whatever the zone, the version, the day and the wait', () => {
  const minutes = (min: number, max: number) => fc.integer({ min: min * 60, max: max * 60 });
  const arbitrary = fc.record({
    zone: fc.constantFrom(...ZONES),
    isMisread: fc.boolean(),
    wait: minutes(0, 10),
    skew: minutes(-3, 3),
  });

  test('what is certain is right, and all is certain but the days of a change', () => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.integer({ min: from / 1_000, max: until / 1_000 }),
        ({ zone, isMisread, wait, skew }, seconds) => {
          const begun = seconds * 1_000;
          const raw = isMisread ? misread(begun, zone) : begun;
          const start = findStart(raw, zone, begun + (wait + skew) * 1_000);
          expect(start?.raw).toBe(raw);
          if (start?.isCertain || !isNearChange(begun, zone)) {
            expect(start).toEqual({ at: begun, isCertain: true, raw });
          }
        },
      ),
      { numRuns: 800 },
    );
  });

  const changing = [...changes].flatMap(([zone, own]) =>
    [...new Set([...own, ...changes.get(NEW_YORK)!])].map((change) => [zone, change] as const),
  );

  test('on the days of a change what is certain is right, too', () => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.constantFrom(...changing),
        minutes(-26 * 60, 26 * 60),
        ({ isMisread, wait, skew }, [zone, change], distance) => {
          const begun = change + distance * 1_000;
          const raw = isMisread ? misread(begun, zone) : begun;
          const start = findStart(raw, zone, begun + (wait + skew) * 1_000);
          expect(start?.raw).toBe(raw);
          if (start?.isCertain) expect(start.at).toBe(begun);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test('on those days, too, the start is found, and few half hours are uncertain', () => {
    for (const [zone, change] of changing.filter(([zone]) => COMMON.includes(zone))) {
      let uncertain = 0;
      const halfHours = Array.from({ length: 108 }, (_, i) => change + (i - 54) * 30 * MINUTE);
      const misreadOnes = misreadAll(halfHours, zone);
      for (const [i, begun] of halfHours.entries()) {
        for (const raw of [begun, misreadOnes[i]!]) {
          const start = findStart(raw, zone, begun + MINUTE);
          expect(start?.at, `${zone} ${new Date(begun).toISOString()}`).toBe(begun);
          if (!start?.isCertain) uncertain += 1;
        }
      }
      // By each of two clocks an hour is repeated or skipped, whether it was misread or not.
      expect(uncertain, `${zone} ${new Date(change).toISOString()}`).toBeLessThanOrEqual(12);
    }
  }, 60_000);
});
