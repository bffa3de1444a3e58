import { testPlugin } from '@jackfield/testing/vitest';
import { afterAll, beforeAll } from 'vitest';
import { isLong } from '../../core/test/fuzz/settings.js';
import { contacts, indexedDbContactSource, memoryContactSource } from '../src/index.js';

const owner = `contacts-contract-${crypto.randomUUID()}`;
const name = `contacts-contract-${crypto.randomUUID()}`;

beforeAll(async () => {
  await indexedDbContactSource({ name }).import([
    { id: 1, name: 'Ada Lovelace', phoneNumbers: [{ phoneNumber: '(650) 555-0142' }] },
    { id: 2, name: 'Grace Hopper', phoneNumbers: [{ phoneNumber: '+17205550199' }] },
  ]);
});

afterAll(async () => {
  indexedDB.deleteDatabase(name);
  await contacts({ name: 'stored', owner }).wipe();
});

// Without a cache, so that the database is asked each time.
testPlugin(
  ({ clock }) =>
    contacts({
      source: indexedDbContactSource({ name }),
      cache: false,
      now: () => clock.now(),
    }),
  { runs: isLong ? 10 : 3 },
);

// With answers that are kept across reloads, as those of a CRM are.
testPlugin(
  ({ clock }) => {
    const { findByNumbers } = memoryContactSource([
      { id: 1, name: 'Ada Lovelace', phoneNumbers: [{ phoneNumber: '(650) 555-0142' }] },
      { id: 2, name: 'Grace Hopper', phoneNumbers: [{ phoneNumber: '+17205550199' }] },
    ]);
    return contacts({ source: { findByNumbers }, name: 'stored', owner, now: () => clock.now() });
  },
  { runs: isLong ? 10 : 3 },
);
