import { expect, it } from 'vitest';
import { searchEnvelopes } from './search.js';

it('2,000 random envelopes without a violation are read as what was posted in them', async () => {
  const counts = await searchEnvelopes(2000);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100);
}, 600_000);
