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
    '^([\\u3040-\\u3090]|[\\u3050-\\u30a0])+$',
    '^([぀-ゐ]|[ぐ-゠])+$',
    '^(\\p{Script=Hebrew}|[\\u05d0-\\u05ea])+$',
    '^(\\p{Script=Hebrew}|\\p{L})+$',
    '^(\\p{Lu}|[\\u{10400}-\\u{1044f}])+$',
    '^([^\\u{10fffe}]|[\\u{10fff0}-\\u{10ffff}])+$',
    '^(\\s|\\u2003)+$',
    '^(a|a){30}$',
    '^((a|a){6}){6}$',
    '^(a?){30}a{30}$',
    '^([ab]{20,21}c|a{4}b{16,17}c)+$',
    '^([ab]{20}c|a{4}b{16}c)+$',
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
    '^[A-Za-z0-9+/]{1024}$',
    '^[a-z]{1000,1005}$',
    '^([0-9a-f]{64}\\n){1000}$',
    '^(?:[0-9a-f]{2}){16}$',
    '^(?:a{9}b|a{10}b)+$',
    '^([\\u3040-\\u308f]|[\\u3090-\\u30a0])+$',
    '^(\\p{Script=Hebrew}|[\\u0600-\\u06ff])+$',
    '^(?:\\p{Lu}|\\p{Ll})+$',
    '^(?:\\p{L}|\\P{L})+$',
  ])('%s', (pattern) => {
    expect(isExponential(pattern)).toBe(false);
  });
});

describe('a pattern is too long to analyse', () => {
  it.each([
    ['in a repetition', `^(?:${'ab'.repeat(1000)})+$`],
    ['by a count in a repetition', '^(a{2000})+$'],
    ['with many ways', `^(?:${'a?'.repeat(400)})+$`],
    ['with many groups in each other', `${'('.repeat(20_000)}a+${')'.repeat(20_000)}`],
  ])('%s', (_what, pattern) => {
    expect(isExponential(pattern)).toBe(undefined);
  });
});
