import { describe, expect, it } from 'vitest';
import { isOpenEnded, isRange, isWithin } from '../../src/check/version-range.js';

describe('a range of versions', () => {
  it.each([
    'latest',
    '1.2.3.4',
    '^',
    'git+https://acme.example/core.git',
    '>=1 <two',
    '^1.2 || x.y.z.q',
  ])('that is %j cannot be read', (range) => {
    expect(isRange(range)).toBe(false);
    expect(isWithin('1.2.3', range)).toBe(false);
  });

  it.each([
    ['^1.2.3', ['1.2.3', '1.9.0'], ['1.2.2', '2.0.0', '2.0.0-0', '1.3.0-beta.1']],
    ['^0.1.0', ['0.1.0', '0.1.9'], ['0.2.0', '0.0.9', '1.0.0']],
    ['^0.0.3', ['0.0.3'], ['0.0.4', '0.0.2']],
    ['^0.1', ['0.1.0', '0.1.7'], ['0.2.0']],
    ['^0', ['0.0.1', '0.9.9'], ['1.0.0']],
    ['~1.2.3', ['1.2.3', '1.2.9'], ['1.3.0', '1.2.2']],
    ['~1', ['1.0.0', '1.9.9'], ['2.0.0']],
    ['1.2.3', ['1.2.3'], ['1.2.4', '1.2.3-rc.1']],
    ['=1.2.3', ['1.2.3'], ['1.2.2']],
    ['v1.2', ['1.2.0', '1.2.9'], ['1.3.0']],
    ['1.x', ['1.0.0', '1.9.9'], ['2.0.0', '0.9.9']],
    ['1.2.*', ['1.2.0'], ['1.3.0']],
    ['*', ['0.0.1', '9.9.9'], ['1.0.0-rc.1']],
    ['', ['1.0.0'], []],
    ['>=0.1.0 <1.0.0', ['0.1.0', '0.9.9'], ['1.0.0', '0.0.9']],
    ['>= 0.1.0 < 1', ['0.1.0'], ['1.0.0']],
    ['>1.2', ['1.3.0'], ['1.2.9']],
    ['>1.2.3', ['1.2.4'], ['1.2.3']],
    ['<=1.2', ['1.2.9', '1.0.0'], ['1.3.0']],
    ['<=1.2.3', ['1.2.3'], ['1.2.4']],
    ['1.2.3 - 1.4.0', ['1.2.3', '1.4.0'], ['1.4.1', '1.2.2']],
    ['^0.1.0 || ^0.2.0', ['0.1.5', '0.2.5'], ['0.3.0']],
    [
      '^1.0.0-rc.2',
      ['1.0.0-rc.2', '1.0.0-rc.10', '1.0.0', '1.5.0'],
      ['1.0.0-rc.1', '1.1.0-rc.3', '1.0.0-2'],
    ],
  ])('%j has %j, and not %j', (range, inside, outside) => {
    expect(isRange(range)).toBe(true);
    for (const version of inside) expect(isWithin(version, range), version).toBe(true);
    for (const version of outside) expect(isWithin(version, range), version).toBe(false);
  });

  it.each([
    ['*', true],
    ['>=0.1.0', true],
    ['^1 || >3', true],
    ['^0.1.0', false],
    ['>=0.1.0 <1.0.0', false],
    ['<2', false],
  ])('%j is open-ended: %j', (range, expected) => {
    expect(isOpenEnded(range)).toBe(expected);
  });
});
