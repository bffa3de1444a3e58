import { expect, it } from 'vitest';
import { searchEnvelopes } from './search.js';

it('600 random envelopes without a violation are read as what was posted in them', async () => {
  const counts = await searchEnvelopes(600);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(30);
}, 600_000);
