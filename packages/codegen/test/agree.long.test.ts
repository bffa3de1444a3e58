import { describe, expect, it } from 'vitest';
import { compare } from './agree.js';
import { freshFolder } from './support.js';

const BODIES = Number(process.env['AGREE_BODIES'] ?? 100_000);
const SEED = Number(process.env['AGREE_SEED'] ?? 10_000);
const EACH = 50;
const AT_ONCE = 50;

describe('generated validators', () => {
  it(
    `agree with an implementation that is not Ajv on ${BODIES} random and mutated bodies`,
    { timeout: 3_600_000 },
    async () => {
      const folder = await freshFolder();
      let valid = 0;
      for (let done = 0; done < BODIES / EACH; done += AT_ONCE) {
        const found = await compare(SEED + done, AT_ONCE, EACH, folder);
        expect(found.differences.slice(0, 3)).toEqual([]);
        valid += found.valid;
      }
      expect(valid).toBeGreaterThan(BODIES / 4);
      expect(valid).toBeLessThan((BODIES / 4) * 3);
    },
  );
});
