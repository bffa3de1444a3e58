import { describe, expect, it } from 'vitest';
import { loadProtocol } from '../../src/index.js';
import { VALIDATING } from '../../src/ajv-options.js';
import { here } from '../support.js';
import { search, shrink } from './search.js';

const PAIRS = 3000;

const base = await loadProtocol({ schemas: here('fixtures/good') });
const { misses, reported, sampled, broken, keywords } = search(base, 1, PAIRS);

describe('random pairs of schemas', () => {
  it('report a change that breaks code wherever Ajv finds a body that is valid no more', () => {
    expect(misses.slice(0, 3).map((miss) => shrink(base, miss))).toEqual([]);
  });

  it('include many of each verdict, and many with a body that shows it', () => {
    expect(reported).toBeGreaterThan(PAIRS / 4);
    expect(reported).toBeLessThan((PAIRS * 3) / 4);
    expect(broken).toBeGreaterThan(sampled / 4);
  });

  it.each([...VALIDATING, 'recursion'])('often contain %s', (keyword) => {
    expect(keywords.get(keyword) ?? 0).toBeGreaterThan(PAIRS / 20);
  });
});
