import { testPlugin } from '@jackfield/testing/vitest';
import { contacts, memoryContactSource } from '../src/index.js';

testPlugin(
  ({ clock }) =>
    contacts({
      source: memoryContactSource([
        { id: 1, name: 'Ada Lovelace', phoneNumbers: [{ phoneNumber: '(650) 555-0142' }] },
        { id: 2, name: 'Grace Hopper', phoneNumbers: [{ phoneNumber: '+17205550199' }] },
      ]),
      now: () => clock.now(),
    }),
  { runs: 50 },
);
