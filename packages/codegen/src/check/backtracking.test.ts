import { describe, expect, it } from 'vitest';
import { isExponential } from './backtracking.js';

describe('a pattern takes exponential time', () => {
  it.each([
    '^(a+)+$',
    '^(a*)*$',
    '^(a+)*$',
    '^(a|a)+$',
    '^(a|aa)+$',
    '^(?:a|b|ab)+$',
    '^(\\w|\\d)+$',
    '^([a-z]|a)*b$',
    '^(\\w+\\s?)*$',
    '^(.|\\s)*$',
    '^(\\d+|[0-9])*x',
    '(x+x+)+y',
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^((a|b)*|c)*$',
    '^(?:(?:a+)?)+$',
    '(?=(a+)+$)x',
    '(?<!(a|a)*b)c',
    '^(a+){2,}$',
    '^(a{0,30}){0,30}$',
    '^(a?b?)*$',
    '^(?<word>\\p{L}+)+$',
    '^(é|[à-ü])+$',
    '^(?:[^,]|,|\\n)*x$',
    '^(?:.*,)*$',
    '^(a+b?)+$',
  ])('%s', (pattern) => {
    expect(isExponential(pattern)).toBe(true);
  });
});

describe('a pattern does not take exponential time', () => {
  it.each([
    '^\\d+$',
    '^a+b+$',
    '^(a|b)+$',
    '^(a|ab)*$',
    '^(ab|ac)*$',
    '^\\+?[0-9]{3,15}$',
    '^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$',
    '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    '^([0-9]{10})+$',
    '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
    '^(?<year>\\d{4})-(?<month>\\d{2})$',
    '^(/([^~/]|~[01])*)+$',
    '^[a-z]+(-[a-z]+)*$',
    '^(?:a+,)*a+$',
    '^https?://[^/]+$',
    '^(\\d+\\.)+\\d+$',
    '^"(?:[^"\\\\]|\\\\.)*"$',
    '^(?=.*a)(?=.*b).*$',
    '^\\p{L}[\\p{L}\\d ]*$',
    '^(?:[a-z]|[A-Z]|\\d)*$',
    '^(?:a|b?)*$',
    'abc'.repeat(2000),
    '\\*[*+{]\\{'.repeat(500),
    '',
    '^$|^a$',
  ])('%s', (pattern) => {
    expect(isExponential(pattern)).toBe(false);
  });
});
