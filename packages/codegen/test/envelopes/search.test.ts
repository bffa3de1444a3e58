import { expect, it } from 'vitest';
import { searchEnvelopes } from './search.js';

it('every envelope without a violation is read as what was posted in it', async () => {
  const counts = await searchEnvelopes(60, 16);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0);
}, 60_000);
