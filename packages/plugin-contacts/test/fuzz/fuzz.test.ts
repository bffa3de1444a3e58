import { protocol } from '@jackfield/core/ringcx';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openArena } from '../../../core/test/fuzz/arena.js';
import { actOut, type Behaviour, behavioursWith } from '../../../core/test/fuzz/behaviour.js';
import { expectToHold } from '../../../core/test/fuzz/hold.js';
import { asNew, resultsOf } from '../../../core/test/fuzz/messages.js';
import { watchPrototypes } from '../../../core/test/fuzz/prototypes.js';
import { readRequest } from '../../../core/test/fuzz/referee.js';
import { watchRejections } from '../../../core/test/fuzz/rejections.js';
import { type Step, stepsOf, showSession, walk } from '../../../core/test/fuzz/session.js';
import { MESSAGES, TEST_MS } from '../../../core/test/fuzz/settings.js';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { contacts, type ContactSource, memoryContactSource } from '../../src/index.js';

const HANDLED = ['matchContacts'] as const;
const MOST = 100;
const RUNS = Math.ceil(MESSAGES / 5 / MOST);

const unhandled = watchRejections();

interface Life {
  readonly steps: readonly Step[];
  readonly behaviours: readonly Behaviour[];
  readonly closesAtOnce: boolean;
}

const ADA = { id: 1, type: 'Acme', name: 'Ada', phoneNumbers: [{ phoneNumber: '6503945910' }] };
const NUMBERS = ['+16503945910', '+16505550142', '101'];
const answers = resultsOf(
  {},
  Object.fromEntries(NUMBERS.map((number) => [number, [ADA, { name: 'Bob' }]])),
  new Map(NUMBERS.map((number) => [number, [ADA]])),
);

const lives: fc.Arbitrary<Life> = fc.record({
  steps: stepsOf(true, MOST),
  behaviours: fc.array(behavioursWith(answers), { minLength: 1, maxLength: 8 }),
  closesAtOnce: fc.boolean(),
});

type Queries = readonly { readonly phoneNumber: string }[];
const isValid = (data: unknown): data is Queries =>
  protocol.dispatchFromWidget('request', protocol.requests.matchContacts.type, data).status ===
  'valid';

/** Plays `steps` against the plugin; each request of its own has an id that no other has. */
async function raid(
  steps: readonly Step[],
  source: ContactSource,
  clock = createTestClock(),
  closesAtOnce = false,
) {
  const asked = new Map<string, unknown>();
  const answered = new Map<string, { readonly result?: object; readonly error?: string }>();
  let serial = 0;
  const arena = openArena({
    plugins: [contacts({ source, now: clock.now })],
    handled: HANDLED,
    clock,
    isRead: true,
    posted(envelope) {
      const { type, requestId, ...answer } = envelope as Record<string, string>;
      if (type === 'MessageTransport-response') answered.set(requestId as string, answer);
    },
  });
  const deliver = (message: unknown): void => {
    const { id, name } = readRequest(asNew(message, (serial += 1))) ?? {};
    const { payload } = (message ?? {}) as { readonly payload?: { readonly data: unknown } };
    if (id !== undefined && name === 'matchContacts') asked.set(id, payload?.data);
    arena.deliver(message);
  };
  await walk({ ...arena, deliver }, steps);
  expect(await arena.finish({ now: closesAtOnce })).toEqual([]);
  return { asked, answered };
}

describe('the plugin for contacts, whatever comes,', () => {
  it(
    'throws nothing, changes no prototype, answers each request once, and under the asked numbers only, whatever its source does',
    async () => {
      const changed = watchPrototypes();
      await expectToHold(
        lives,
        RUNS,
        async ({ steps, behaviours, closesAtOnce }) => {
          const clock = createTestClock();
          const act = actOut(behaviours, (run, ms) => clock.setTimeout(run, ms));
          const source = { findByNumbers: act as () => never };
          const { asked, answered } = await raid(steps, source, clock, closesAtOnce);
          for (const [id, { result = {} }] of answered) {
            const data = asked.get(id);
            const numbers = isValid(data) ? data.map(({ phoneNumber }) => phoneNumber) : [];
            for (const number of Object.keys(result)) expect(numbers).toContain(number);
          }
          expect(await unhandled()).toEqual([]);
          expect(changed()).toEqual([]);
        },
        showSession,
      );
    },
    TEST_MS,
  );

  it(
    'finds who is known, also between what is invalid',
    async () => {
      const source = memoryContactSource([
        { id: 1, name: 'Ada', phoneNumbers: [{ phoneNumber: '+1 650-394-5910' }] },
      ]);
      await expectToHold(
        stepsOf(true, MOST),
        RUNS,
        async (steps) => {
          const { asked, answered } = await raid(steps, source);
          for (const [id, data] of asked) {
            const { result, error } = answered.get(id) ?? {};
            if (!isValid(data)) expect(error).toMatch(/^matchContacts is invalid/u);
            else if (data.some(({ phoneNumber }) => phoneNumber === '6503945910'))
              expect(result).toMatchObject({ '6503945910': [{ id: 1, name: 'Ada' }] });
            else expect(error).toBeUndefined();
          }
        },
        (steps) => showSession({ steps }),
      );
    },
    TEST_MS,
  );
});
