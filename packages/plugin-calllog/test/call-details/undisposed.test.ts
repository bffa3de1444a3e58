import type { Call } from '@jackfield/core';
import { describe, expect, test } from 'vitest';
import {
  type CallMemory,
  type CallTracker,
  createCallTracker,
} from '../../src/call-details/index.js';
import { call, MINUTE, NOON } from './calls.js';
import { mapMemory } from './memory.js';

const leg = call({ sessionId: '2' });
const AFTER = 2 * MINUTE;
const HOUR = 60 * MINUTE;

function tab(
  memory: CallMemory = mapMemory(),
  undisposedAfterMs: number | false = AFTER,
  owner?: string,
) {
  const clock = { now: NOON };
  const tracker = createCallTracker({
    memory,
    owner,
    now: () => clock.now,
    zone: () => 'Europe/Berlin',
    undisposedAfterMs,
  });
  return { clock, tracker };
}

/** A call that was answered at noon and ended a minute later. */
async function callThatEnded(memory = mapMemory()) {
  const { clock, tracker } = tab(memory);
  await tracker.ring(call());
  await tracker.answer(leg);
  clock.now += MINUTE;
  await tracker.end(leg);
  return { memory, clock, tracker };
}

const END = NOON + MINUTE;

describe('no log is made of', () => {
  test('anything if that is off', async () => {
    const memory = mapMemory();
    const { tracker } = tab(memory, false);
    await tracker.answer(leg);
    await tracker.end(leg);
    expect(await tracker.due(NOON + HOUR)).toEqual({ calls: [] });
  });

  test('a call that ended when it was off', async () => {
    const memory = mapMemory();
    const { tracker } = tab(memory, false);
    await tracker.answer(leg);
    await tracker.end(leg);
    expect(await tab(memory).tracker.due(NOON + HOUR)).toEqual({ calls: [] });
  });

  test('a call whose agent still has time, which says when to look again', async () => {
    const { tracker } = await callThatEnded();
    expect(await tracker.due(END + AFTER - 1)).toEqual({ calls: [], nextAt: END + AFTER });
  });

  test.each(['before its end', 'after its end'])(
    'a call that the agent logged %s',
    async (when) => {
      const { clock, tracker } = tab();
      await tracker.answer(leg);
      if (when === 'before its end') await tracker.logged(leg.id);
      clock.now += MINUTE;
      await tracker.end(leg);
      if (when === 'after its end') await tracker.logged(leg.id);
      expect(await tracker.due(NOON + HOUR)).toEqual({ calls: [] });
    },
  );

  test('a call that was logged before its first push', async () => {
    const { tracker } = tab();
    await tracker.logged(leg.id);
    await tracker.end(leg);
    expect(await tracker.due(NOON + HOUR)).toEqual({ calls: [] });
  });

  test('a call that goes on, for twelve hours', async () => {
    const { tracker } = tab();
    await tracker.answer(leg);
    expect(await tracker.due(NOON + 11 * HOUR)).toEqual({ calls: [], nextAt: NOON + 12 * HOUR });
  });

  test('a call that comes back and goes on', async () => {
    const { clock, tracker } = await callThatEnded();
    clock.now += MINUTE;
    await tracker.answer(leg);
    expect((await tracker.due(clock.now + HOUR)).calls).toEqual([]);
  });

  test('a call without a push', async () => {
    const { tracker } = tab();
    await tracker.end(undefined);
    expect(await tracker.due(NOON + HOUR)).toEqual({ calls: [] });
  });
});

describe('a log is made of', () => {
  test('a call that ended and that nobody logged, under the key of its leg', async () => {
    const { tracker } = await callThatEnded();
    const { calls } = await tracker.due(END + AFTER);
    expect(calls).toEqual([
      {
        key: '201910162213030139010000000016$2',
        call: leg,
        callDetails: {
          direction: 'inbound',
          outcome: 'answered',
          startedAt: NOON,
          startTimeCertain: true,
          timesCertain: true,
          rawStartTime: NOON,
          answeredAt: NOON,
          endedAt: END,
          talkSeconds: 60,
        },
      },
    ]);
  });

  test('a missed call, under its id if neither its owner nor its agent is known', async () => {
    const { clock, tracker } = tab();
    await tracker.ring(call());
    clock.now += 10_000;
    await tracker.end(call());
    expect((await tracker.due(clock.now + AFTER)).calls).toMatchObject([
      { key: '201910162213030139010000000016', callDetails: { outcome: 'missed' } },
    ]);
  });

  test('a missed call whose end was not reported, which is so when the caller gives up', async () => {
    const { tracker } = tab(mapMemory(), 1_000);
    await tracker.ring(call());
    expect(await tracker.due(NOON + 5_000)).toEqual({ calls: [], nextAt: NOON + 2 * MINUTE });
    const { calls } = await tracker.due(NOON + 2 * MINUTE);
    expect(calls).toMatchObject([{ key: call().id, callDetails: { outcome: 'missed' } }]);
    expect(calls[0]!.callDetails).not.toHaveProperty('endedAt');
  });

  test('a call of which the page received only the end', async () => {
    const { tracker } = tab();
    await tracker.end(leg);
    expect((await tracker.due(NOON + AFTER)).calls).toMatchObject([
      { key: `${leg.id}$2`, callDetails: { outcome: 'answered', endedAt: NOON } },
    ]);
  });

  test('an answered call whose end is not reported within twelve hours: its worker has died', async () => {
    const { tracker } = tab();
    await tracker.answer(leg);
    const { calls } = await tracker.due(NOON + 12 * HOUR);
    expect(calls).toMatchObject([{ key: `${leg.id}$2`, callDetails: { outcome: 'answered' } }]);
    expect(calls[0]!.callDetails).not.toHaveProperty('endedAt');
  });

  test('each of several calls', async () => {
    const { clock, tracker } = tab();
    for (const id of ['1', '2', '3']) {
      await tracker.answer({ ...leg, id });
      await tracker.end({ ...leg, id });
      clock.now += 1_000;
    }
    expect(await tracker.due(NOON + AFTER + 1_000)).toMatchObject({
      calls: [{ key: '1$2' }, { key: '2$2' }],
      nextAt: NOON + AFTER + 2_000,
    });
  });

  test('the last leg, whatever a late ring says', async () => {
    const { clock, tracker } = tab();
    await tracker.ring(call({ sessionId: '1' }));
    await tracker.answer(leg);
    await tracker.ring(call({ sessionId: '1' }));
    await tracker.end(call());
    expect((await tracker.due(clock.now + AFTER)).calls).toMatchObject([{ key: `${leg.id}$2` }]);
  });
});

test('an answered call has the key that an event of the call said, though the last one does not say it', async () => {
  const { clock, tracker } = tab(mapMemory(), AFTER, '17');
  const { sessionId: _leg, ...ofRingex } = call();
  await tracker.answer({ ...ofRingex, logKey: '4001' });
  await tracker.end(ofRingex);
  expect((await tracker.due(clock.now + AFTER)).calls).toMatchObject([{ key: '4001' }]);
});

describe('a queue call that rings at several agents', () => {
  /** The key of the log that an agent's browser makes of a call that the agent missed. */
  async function keyOfMissed(owner: string | undefined, pushed: Partial<Call> = {}) {
    const { clock, tracker } = tab(mapMemory(), AFTER, owner);
    await tracker.ring(call(pushed));
    clock.now += AFTER;
    const { calls } = await tracker.due(clock.now);
    expect(calls).toMatchObject([{ callDetails: { outcome: 'missed' } }]);
    return calls[0]!.key;
  }

  test('is one log for each owner that missed it', async () => {
    expect(await keyOfMissed('17')).toBe(`${leg.id}$owner:17`);
    expect(await keyOfMissed('18')).toBe(`${leg.id}$owner:18`);
    expect(await keyOfMissed('17')).toBe(await keyOfMissed('17'));
  });

  test('is one log for each owner even if their rings name the same leg, the caller’s', async () => {
    const ring = { sessionId: '1', logKey: '4001' };
    expect(await keyOfMissed('17', ring)).not.toBe(await keyOfMissed('18', ring));
  });

  test('is one log for each of RingCX’s agents if no owner is known', async () => {
    expect(await keyOfMissed(undefined, { partyId: '1554304' })).toBe(`${leg.id}$agent:1554304`);
    expect(await keyOfMissed(undefined, { partyId: '1554305' })).toBe(`${leg.id}$agent:1554305`);
  });

  test('has keys that no owner can make equal to another’s', async () => {
    expect(await keyOfMissed('a$agent:1', { partyId: '1' })).toBe(`${leg.id}$owner:a%24agent%3A1`);
    expect(await keyOfMissed(undefined, { partyId: 'owner:1$2' })).toBe(
      `${leg.id}$agent:owner%3A1%242`,
    );
  });

  test('is logged under the leg by the agent who answers it', async () => {
    const { clock, tracker } = tab(mapMemory(), AFTER, '17');
    await tracker.ring(call());
    await tracker.answer(leg);
    await tracker.end(leg);
    expect((await tracker.due(clock.now + AFTER)).calls).toMatchObject([{ key: `${leg.id}$2` }]);
  });
});

describe('over several tabs', () => {
  test('a call is given out once', async () => {
    const { memory, tracker } = await callThatEnded();
    const others = [tab(memory).tracker, tab(memory).tracker, tracker];
    const due = await Promise.all(others.map((each) => each.due(END + AFTER)));
    expect(due.flatMap(({ calls }) => calls)).toHaveLength(1);
  });

  test('what the agent logs while a tab looks is not given out', async () => {
    const memory = mapMemory();
    await callThatEnded(memory);
    const { tracker } = tab({
      ...memory,
      async open() {
        const rows = await memory.open();
        await tab(memory).tracker.logged(leg.id);
        return rows;
      },
    });
    expect((await tracker.due(END + AFTER)).calls).toEqual([]);
  });

  test('what a tab took on and did not confirm is given out again, under the same key', async () => {
    const { memory, tracker } = await callThatEnded();
    await tracker.due(END + AFTER);
    const { tracker: other } = tab(memory);
    const taken = END + AFTER;
    expect(await other.due(taken + MINUTE - 1)).toEqual({ calls: [], nextAt: taken + MINUTE });
    expect((await other.due(taken + MINUTE)).calls).toMatchObject([{ key: `${leg.id}$2` }]);
  });

  test('what a tab confirmed is not given out again', async () => {
    const { memory, tracker } = await callThatEnded();
    await tracker.due(END + AFTER);
    await tracker.logged(leg.id, 'derived');
    expect(await tab(memory).tracker.due(END + HOUR)).toEqual({ calls: [] });
  });
});

describe('after the clock was put back by an hour', () => {
  test.each([
    [
      'an ended call',
      async (tracker: CallTracker) => (await tracker.answer(leg), await tracker.end(leg)),
    ],
    ['a call that rang', (tracker: CallTracker) => tracker.ring(call())],
  ])('%s is logged at once, not an hour later', async (_what, push) => {
    const { tracker } = tab();
    await push(tracker);
    expect((await tracker.due(NOON - HOUR)).calls).toMatchObject([{ call: { id: leg.id } }]);
  });

  test('a claim that no tab confirmed does not last an hour', async () => {
    const { memory, tracker } = await callThatEnded();
    await tracker.due(END + AFTER);
    expect((await tab(memory).tracker.due(END + AFTER - HOUR)).calls).toMatchObject([
      { key: `${leg.id}$2` },
    ]);
  });
});

describe('when more is reported a call of which a log was made', () => {
  test('it is made again under its key, with all the call details', async () => {
    const { clock, tracker } = tab();
    await tracker.ring(call());
    clock.now += AFTER;
    expect((await tracker.due(clock.now)).calls).toMatchObject([
      { key: leg.id, callDetails: { outcome: 'missed' } },
    ]);
    await tracker.logged(leg.id, 'derived');
    await tracker.answer(leg);
    clock.now += MINUTE;
    await tracker.end(leg);
    expect((await tracker.due(clock.now + AFTER)).calls).toMatchObject([
      {
        key: leg.id,
        call: { sessionId: '2' },
        callDetails: { outcome: 'answered', talkSeconds: 60 },
      },
    ]);
  });

  test('it is not made again if the agent has logged it meanwhile', async () => {
    const { clock, tracker } = tab();
    await tracker.ring(call());
    clock.now += AFTER;
    await tracker.due(clock.now);
    await tracker.logged(leg.id, 'derived');
    await tracker.answer(leg);
    await tracker.logged(leg.id);
    await tracker.end(leg);
    expect(await tracker.due(clock.now + HOUR)).toEqual({ calls: [] });
  });

  test('it is created again if the message arrived before the confirmation', async () => {
    const { clock, tracker } = tab();
    await tracker.ring(call());
    clock.now += AFTER;
    await tracker.due(clock.now);
    await tracker.answer(leg);
    await tracker.end(leg);
    await tracker.logged(leg.id, 'derived');
    expect((await tracker.due(clock.now + AFTER)).calls).toMatchObject([
      { key: leg.id, callDetails: { outcome: 'answered' } },
    ]);
  });

  test('a repeated end makes none again', async () => {
    const { clock, tracker } = await callThatEnded();
    await tracker.due(END + AFTER);
    await tracker.logged(leg.id, 'derived');
    await tracker.end(leg);
    expect(await tracker.due(clock.now + HOUR)).toEqual({ calls: [] });
  });

  test('to confirm what was never made does nothing', async () => {
    const { memory, tracker } = await callThatEnded();
    await tracker.logged('another', 'derived');
    await tracker.logged(leg.id, 'derived');
    expect(await memory.all()).toHaveLength(1);
    expect((await tracker.due(END + AFTER)).calls).toHaveLength(1);
  });
});
