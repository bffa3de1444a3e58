import { describe, expect, it } from 'vitest';
import { readTime } from '../src/read-time.js';

const day = Date.UTC(2026, 0, 12);
const tenFifteen = Date.UTC(2026, 0, 12, 10, 15);

describe('12 January 2026 is', () => {
  it.each([
    '2026-01-12',
    '20260112',
    '2026/01/12',
    '2026.1.12',
    '2026-01-12T00:00:00Z',
    '20260112T000000Z',
    '1768176000',
    '1768176000000',
    ' 1768176000000 ',
    '1768176000000.0',
    '12 Jan 2026',
    '12-Jan-2026',
    'January 12, 2026',
    'Jan 12 2026',
    'Mon, 12 Jan 2026 00:00:00 GMT',
    '12th January 2026',
  ])('%s', (text) => {
    expect(readTime(text)).toBe(day);
  });

  it('a number of milliseconds or seconds', () => {
    expect(readTime(1_768_176_000_000)).toBe(day);
    expect(readTime(1_768_176_000)).toBe(day);
  });

  it('day first or month first, where that is known', () => {
    expect(readTime('12.01.2026', 'day-first')).toBe(day);
    expect(readTime('12/1/2026', 'day-first')).toBe(day);
    expect(readTime('01/12/2026', 'month-first')).toBe(day);
    expect(readTime('1-12-2026', 'month-first')).toBe(day);
  });
});

describe('a quarter past ten is', () => {
  it.each([
    '2026-01-12T10:15:00Z',
    '2026-01-12T10:15:00.000Z',
    '2026-01-12 10:15',
    '2026-01-12 10:15:00 UTC',
    '2026-01-12T11:15:00+01:00',
    '2026-01-12T05:15:00-0500',
    '2026-01-12 10:15:00+00',
    '2026-01-12T11:15:00+01',
    '20260112T051500-05',
    '2026-01-12 11:15 UTC+01',
    '20260112T101500Z',
    'Jan 12, 2026 10:15 AM',
    'Jan 12, 2026 at 10:15 a.m.',
    'Mon, 12 Jan 2026 11:15:00 +0100',
  ])('%s', (text) => {
    expect(readTime(text)).toBe(tenFifteen);
  });

  it('with its milliseconds', () => {
    expect(readTime('2026-01-12T10:15:00.25Z')).toBe(tenFifteen + 250);
    expect(readTime('2026-01-12 10:15:00,0079')).toBe(tenFifteen + 7);
  });

  it('in a date of known order', () => {
    expect(readTime('12.01.2026 10:15', 'day-first')).toBe(tenFifteen);
    expect(readTime('12.01.2026, 10:15:00', 'day-first')).toBe(tenFifteen);
    expect(readTime('1/12/2026 10:15 AM', 'month-first')).toBe(tenFifteen);
    expect(readTime('1/12/2026 10:15 PM', 'month-first')).toBe(Date.UTC(2026, 0, 12, 22, 15));
    expect(readTime('1/12/2026 12:15 AM', 'month-first')).toBe(Date.UTC(2026, 0, 12, 0, 15));
  });
});

describe('not a time for certain is', () => {
  it.each([
    '12.01.2026',
    '01/12/2026',
    '1-2-2026 10:15',
    '12.01.26',
    '26/01/12',
    '30.02.2026',
    '2026-02-30',
    '2026-13-01',
    '13.13.2026',
    '2026-01-12T25:00:00Z',
    '2026-01-12T10:15:00+1',
    '2026-01-12T10:15:00+010',
    'yesterday',
    '12 Foo 2026',
    '46034',
    '17681760000',
    '',
  ])('%s', (text) => {
    expect(readTime(text)).toBeUndefined();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, null, undefined, {}, true])('%s', (value) => {
    expect(readTime(value)).toBeUndefined();
  });
});

it('a date of which only one part can be the month is certain, as is one of two equal parts', () => {
  expect(readTime('31.01.2026')).toBe(Date.UTC(2026, 0, 31));
  expect(readTime('01/31/2026')).toBe(Date.UTC(2026, 0, 31));
  expect(readTime('02.02.2026')).toBe(Date.UTC(2026, 1, 2));
  expect(readTime('31.01.2026', 'month-first')).toBe(Date.UTC(2026, 0, 31));
});
