import { expect, it } from 'vitest';
import { createWrongTokens } from '../src/wrong-tokens.js';

it('counts the wrong tokens of a minute', () => {
  let now = 1_000;
  const counts = createWrongTokens(2, 10, () => now);
  expect([1, 2, 3].map(() => counts.count('a'))).toEqual([undefined, undefined, 60]);
  now += 59_500;
  expect(counts.count('a')).toBe(1);
  now += 500;
  expect(counts.count('a')).toBeUndefined();
  // A clock that was set back must not lock anybody out for longer.
  counts.count('a');
  now -= 3_600_000;
  expect(counts.count('a')).toBeUndefined();
});

it('counts a network of IPv6 as one client, and an IPv4 address within IPv6 by itself', () => {
  const counts = createWrongTokens(1);
  expect(counts.count('2001:db8::1')).toBeUndefined();
  expect(counts.count('2001:db8:0:0:ffff::2')).toEqual(expect.any(Number));
  expect(counts.count('2001:db8:0:1::1')).toBeUndefined();
  expect(counts.count('::ffff:203.0.113.7')).toBeUndefined();
  expect(counts.count('::ffff:203.0.113.8')).toBeUndefined();
  expect(counts.count('::ffff:203.0.113.8')).toEqual(expect.any(Number));
});

it('forgets the oldest address beyond the limit of its memory', () => {
  const counts = createWrongTokens(1, 2);
  for (const address of ['a', 'b', 'c']) counts.count(address);
  expect(counts.count('a')).toBeUndefined();
  expect(counts.count('c')).toEqual(expect.any(Number));
});
