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
    17,
    6_505_550_142,
    0,
  ])('%j', (value) => expect(hide(value)).toBe(value));
});
