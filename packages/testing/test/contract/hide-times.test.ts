import { describe, expect, it } from 'vitest';
import { hideTimes } from '../../src/contract/hide-times.js';

const NOW = Date.UTC(2026, 4, 17, 11, 32, 5);
const hide = (value: unknown): unknown => hideTimes(value, [NOW]);

describe('a time in a result is hidden', () => {
  it.each<[string, unknown]>([
    ['in milliseconds', NOW + 12],
    ['in seconds', Math.round(NOW / 1_000)],
    ['as ISO text', new Date(NOW).toISOString()],
    ['as UTC text', new Date(NOW).toUTCString()],
    ['as local text', new Date(NOW).toString()],
    ['as a date of a locale', '5/17/2026, 11:32:05 AM'],
    ['as a Date', new Date(NOW)],
  ])('%s', (_form, time) => expect(hide({ at: time })).toEqual({ at: '‹time›' }));

  it('within a text', () =>
    expect(hide([`seen at 11:32:05 PM on 2026-05-17, ${NOW}`])).toEqual([
      'seen at ‹time› on ‹time›, ‹time›',
    ]));
});

describe('not hidden is', () => {
  it.each([
    'Ada Lovelace',
    '6505550142',
    '+16505550142',
    '101',
    'person-17',
    '201910162213030139010000000017$2',
    '1985-03-12',
    'born on 1985-03-12',
    '1985-03-12 10:30',
    'Tue, 12 Mar 1985',
    17,
    6_505_550_142,
    0,
  ])('%j', (value) => expect(hide(value)).toBe(value));
});

it('a name is not hidden beside a time', () =>
  expect(hide(['Ada Lovelace 2026-05-17', 'May Bell at 11:32'])).toEqual([
    'Ada Lovelace ‹time›',
    'May Bell at ‹time›',
  ]));

it('a Date that is not close to now differs from another one', () =>
  expect(hide(new Date('1985-03-12'))).not.toEqual(hide(new Date('1985-03-13'))));
