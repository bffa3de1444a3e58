import { describe, expect, it } from 'vitest';
import { loadProtocol } from '../../src/index.js';
import { here } from '../support.js';
import { search, shrink } from './search.js';

const COUNT = Number(process.env['DIFF_PAIRS'] ?? 20_000);
const SEED = Number(process.env['DIFF_SEED'] ?? 100_000);

describe('many random pairs of schemas', () => {
  it(
    `report a change that breaks code wherever Ajv finds a body that is valid no more: ${COUNT} pairs`,
    { timeout: 7_200_000 },
    async () => {
      const base = await loadProtocol({ schemas: here('fixtures/good') });
      const { misses, sampled, broken } = search(base, SEED, COUNT);
      expect(misses.slice(0, 3).map((miss) => shrink(base, miss))).toEqual([]);
      expect(broken).toBeGreaterThan(sampled / 4);
    },
  );
});
