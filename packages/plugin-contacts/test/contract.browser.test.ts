import { testPlugin } from '@jackfield/testing/vitest';
import { afterAll, beforeAll } from 'vitest';
import { contacts, indexedDbContactSource } from '../src/index.js';

const name = `contacts-contract-${crypto.randomUUID()}`;

beforeAll(async () => {
  await indexedDbContactSource({ name }).import([
    { id: 1, name: 'Ada Lovelace', phoneNumbers: [{ phoneNumber: '(650) 555-0142' }] },
    { id: 2, name: 'Grace Hopper', phoneNumbers: [{ phoneNumber: '+17205550199' }] },
  ]);
});

afterAll(() => void indexedDB.deleteDatabase(name));

// Without a cache, so that the database is asked each time.
testPlugin(
  ({ clock }) =>
    contacts({
      source: indexedDbContactSource({ name }),
      cache: false,
      now: () => clock.now(),
    }),
  { runs: 10 },
);
