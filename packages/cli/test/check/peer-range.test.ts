import { describe, expect, it } from 'vitest';
import { peerRange } from '../../src/check/peer-violations.js';

const rulesBroken = (range: string, installed = '0.1.5'): readonly string[] =>
  peerRange(
    { peerDependencies: { '@jackfield/core': range } },
    '@jackfield/core',
    installed,
  ).violations.map(({ rule }) => rule);

describe('a range of core', () => {
  it.each([
    'latest',
    '1.2.3.4',
    '^',
    'git+https://acme.example/core.git',
    '>=1 <two',
    '^1.2 || x.y.z.q',
  ])('that is %j cannot be read', (range) => {
    expect(rulesBroken(range)).toEqual(['PEER_RANGE']);
  });

  it.each([
    ['^0.1.0', '0.1.9'],
    ['>= 0.1.0 < 1', '0.9.9'],
    ['^0.1.0 || ^0.2.0', '0.2.5'],
    ['1.2.3 - 1.4.0', '1.4.0'],
    ['^1.0.0-rc.2', '1.0.0-rc.10'],
  ])('%j has %j', (range, installed) => {
    expect(rulesBroken(range, installed)).toEqual([]);
  });

  it.each([
    ['^0.1.0', '0.2.0'],
    ['^1.2.3', '1.3.0-beta.1'],
    ['^1.2.3', '2.0.0-0'],
    ['^1.0.0-rc.2', '1.0.0-rc.1'],
  ])('%j does not have %j', (range, installed) => {
    expect(rulesBroken(range, installed)).toEqual(['PEER_RANGE']);
  });

  it.each(['*', '', '>=0.1.0', '^0.1 || >3'])('that is %j is open-ended', (range) => {
    expect(rulesBroken(range)).toEqual(['PEER_RANGE_WIDE']);
  });
});
