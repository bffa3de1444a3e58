import { describe, expect, test } from 'vitest';
import {
  type CallMemory,
  createCallTracker,
  type CallTracker,
} from '../../src/call-details/index.js';
import { misread } from './browser-clock.js';
import { call, MINUTE, NOON } from './calls.js';
import { mapMemory } from './memory.js';

const leg = call({ sessionId: '2' });

/** A tab over the memory, at a time that the test moves. */
function tab(memory: CallMemory = mapMemory(), zone = 'Europe/Berlin') {
  const clock = { now: NOON };
  const tracker = createCallTracker({
    memory,
    now: () => clock.now,
    zone: () => zone,
    undisposedAfterMs: 2 * MINUTE,
  });
  const after = async (
    ms: number,
    run: (tracker: CallTracker) => Promise<unknown>,
  ): Promise<void> => {
    clock.now += ms;
    await run(tracker);
  };
  return { memory, clock, tracker, after };
}

const broken: CallMemory = {
  get: () => Promise.reject(new Error('The disk is gone')),
  update: () => Promise.reject(new Error('The disk is gone')),
  all: () => Promise.reject(new Error('The disk is gone')),
  open: () => Promise.reject(new Error('The disk is gone')),
  forget: () => Promise.reject(new Error('The disk is gone')),
};

describe('what cannot be known', () => {
  test('a call without a push is neither answered nor missed, and its start is uncertain', async () => {
    const { tracker } = tab();
    expect(await tracker.of(leg, NOON + MINUTE)).toEqual({
      direction: 'inbound',
      outcome: 'unknown',
      startedAt: NOON,
      startTimeCertain: false,
      timesCertain: true,
      rawStartTime: NOON,
    });
  });

  test('a memory that fails costs the call details, not the log', async () => {
    const { tracker } = tab(broken);
    await expect(tracker.of(leg, NOON)).resolves.toMatchObject({
      outcome: 'unknown',
      startedAt: NOON,
    });
  });

  test('a memory that throws at once costs no log either', async () => {
    const { tracker } = tab({
      ...broken,
      get() {
        throw new Error('The disk is gone');
      },
    });
    expect(await tracker.of(leg, NOON)).toMatchObject({ outcome: 'unknown' });
  });

  test('a memory that fails is reported by the push', async () => {
    const { tracker } = tab(broken);
    await expect(tracker.ring(call())).rejects.toThrow('The disk is gone');
  });

  test.each([NaN, undefined])(
    'a startTime of %s leaves no start, whatever else is known',
    async (startTime) => {
      const { tracker } = tab();
      await tracker.answer({ ...leg, startTime });
      expect(await tracker.of({ ...leg, startTime }, NOON)).toEqual({
        direction: 'inbound',
        outcome: 'answered',
        startTimeCertain: false,
        timesCertain: true,
        answeredAt: NOON,
      });
    },
  );

  test.each([
    ['OUTBOUND', 'outbound'],
    ['INTERNAL', 'internal'],
    ['inbound', 'inbound'],
    ['SIDEWAYS', 'unknown'],
    ['constructor', 'unknown'],
  ])('the direction %s is %s', async (direction, expected) => {
    expect(await tab().tracker.of(call({ direction }), NOON)).toMatchObject({
      direction: expected,
    });
  });

  test('ids that objects have of themselves are ids like any other', async () => {
    const { tracker } = tab();
    await tracker.answer(call({ id: '__proto__' }));
    expect(await tracker.of(call({ id: '__proto__' }), NOON)).toMatchObject({
      outcome: 'answered',
    });
    expect(await tracker.of(call({ id: 'constructor' }), NOON)).toMatchObject({
      outcome: 'unknown',
    });
  });
});

describe('answered or missed', () => {
  test('a call that rang, was answered and ended has its whole callDetails', async () => {
    const { tracker, after } = tab();
    await after(2_000, ({ ring }) => ring(call()));
    await after(8_000, ({ answer }) => answer(leg));
    await after(65_000, ({ end }) => end(leg));
    expect(await tracker.of(leg, NOON + 90_000)).toEqual({
      direction: 'inbound',
      outcome: 'answered',
      startedAt: NOON,
      startTimeCertain: true,
      timesCertain: true,
      rawStartTime: NOON,
      answeredAt: NOON + 10_000,
      endedAt: NOON + 75_000,
      talkSeconds: 65,
    });
  });

  test('a call that ended without an answer was missed', async () => {
    const { tracker, after } = tab();
    await after(0, ({ ring }) => ring(call()));
    await after(20_000, ({ end }) => end(call()));
    const callDetails = await tracker.of(call(), NOON + MINUTE);
    expect(callDetails).toMatchObject({ outcome: 'missed', endedAt: NOON + 20_000 });
    expect(callDetails).not.toHaveProperty('talkSeconds');
  });

  test('a call that has rung for two minutes was missed: nothing is reported when a caller gives up', async () => {
    const { tracker } = tab();
    await tracker.ring(call());
    expect(await tracker.of(call(), NOON + 119_999)).toMatchObject({ outcome: 'unknown' });
    expect(await tracker.of(call(), NOON + 120_000)).toMatchObject({ outcome: 'missed' });
  });

  test('an end that names a leg of the agent is that of an answered call', async () => {
    const { tracker, after } = tab();
    await after(0, ({ ring }) => ring(call()));
    await after(MINUTE, ({ end }) => end(leg));
    const callDetails = await tracker.of(leg, NOON + 2 * MINUTE);
    expect(callDetails).toMatchObject({ outcome: 'answered', endedAt: NOON + MINUTE });
    // Nobody saw when it was answered.
    expect(callDetails).not.toHaveProperty('answeredAt');
    expect(callDetails).not.toHaveProperty('talkSeconds');
  });

  test('what the agent submits while it seems to ring was answered', async () => {
    const { tracker } = tab();
    await tracker.ring(call());
    expect(await tracker.of(leg, NOON + 5 * MINUTE)).toMatchObject({ outcome: 'answered' });
  });

  test('a row of the history names its segment, which is not a leg', async () => {
    const { tracker } = tab();
    await tracker.ring(call());
    const row = call({ sessionId: 'segment-1', segmentId: 'segment-1' });
    expect(await tracker.of(row, NOON + 5 * MINUTE)).toMatchObject({ outcome: 'missed' });
  });

  test('a ring after the answer changes nothing', async () => {
    const { tracker, after } = tab();
    await after(0, ({ ring }) => ring(call()));
    await after(5_000, ({ answer }) => answer(leg));
    await after(10, ({ ring }) => ring(call()));
    expect(await tracker.of(leg, NOON + 10 * MINUTE)).toMatchObject({
      outcome: 'answered',
      answeredAt: NOON + 5_000,
    });
  });

  test('a ring after the end changes nothing', async () => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer(leg));
    await after(5_000, ({ end }) => end(leg));
    await after(10, ({ ring }) => ring(call()));
    expect(await tracker.of(leg, NOON + MINUTE)).toMatchObject({
      outcome: 'answered',
      endedAt: NOON + 5_000,
      talkSeconds: 5,
    });
  });

  test('a message from every tab counts once', async () => {
    const memory = mapMemory();
    const tabs = [tab(memory), tab(memory), tab(memory)];
    for (const { tracker } of tabs) await tracker.ring(call());
    for (const [i, { after }] of tabs.entries())
      await after(5_000 + i, ({ answer }) => answer(leg));
    for (const [i, { after }] of tabs.entries()) await after(60_000 + i, ({ end }) => end(leg));
    expect(await tabs[2]!.tracker.of(leg, NOON + 2 * MINUTE)).toMatchObject({
      answeredAt: NOON + 5_000,
      endedAt: NOON + 65_000,
      talkSeconds: 60,
    });
  });

  test('a late message from another tab does not restart a short call', async () => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer(leg));
    await after(1_000, ({ end }) => end(leg));
    await after(500, ({ answer }) => answer(leg));
    await after(1_000, ({ end }) => end(leg));
    expect(await tracker.of(leg, NOON + MINUTE)).toMatchObject({
      endedAt: NOON + 1_000,
      talkSeconds: 1,
    });
  });

  test('a call that comes back goes on, and the talks are added', async () => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer(leg));
    await after(30_000, ({ end }) => end(leg));
    await after(MINUTE, ({ ring }) => ring(call()));
    await after(5_000, ({ answer }) => answer({ ...leg, sessionId: '4' }));
    const during = await tracker.of(leg, NOON + 2 * MINUTE);
    expect(during).not.toHaveProperty('endedAt');
    expect(during).not.toHaveProperty('talkSeconds');
    await after(20_000, ({ end }) => end({ ...leg, sessionId: '4' }));
    expect(await tracker.of(leg, NOON + 3 * MINUTE)).toMatchObject({
      answeredAt: NOON,
      endedAt: NOON + 115_000,
      talkSeconds: 50,
    });
  });
});

describe('a clock that is set during the call', () => {
  /** A page whose monotonic clock is right, whatever happens to its time of day. */
  function page(memory: CallMemory = mapMemory()) {
    const clock = { now: NOON, elapsed: 0 };
    const tracker = createCallTracker({
      memory,
      now: () => clock.now,
      elapsed: () => clock.elapsed,
      zone: () => 'Europe/Berlin',
      undisposedAfterMs: 2 * MINUTE,
    });
    const pass = (ms: number) => {
      clock.now += ms;
      clock.elapsed += ms;
    };
    return { memory, clock, tracker, pass };
  }

  /** Passes through a call of two minutes, in the middle of which the clock is set. */
  async function callWithClockSetBy(ms: number) {
    const { clock, tracker, pass } = page();
    await tracker.ring(call());
    pass(5_000);
    await tracker.answer(leg);
    pass(MINUTE);
    clock.now += ms;
    pass(MINUTE);
    await tracker.end(leg);
    return { clock, tracker, pass };
  }

  const UNCERTAIN = {
    direction: 'inbound',
    outcome: 'answered',
    startedAt: NOON,
    rawStartTime: NOON,
    startTimeCertain: false,
    timesCertain: false,
  };

  test.each([
    ['put back to before the answer', -60 * MINUTE],
    ['put back by less than the talk', -30_000],
    ['put forward', 60 * MINUTE],
    ['put forward by a little', 3_000],
  ])('leaves its times unknown and marks them as uncertain: %s', async (_how, ms) => {
    const { clock, tracker } = await callWithClockSetBy(ms);
    expect(await tracker.of(leg, clock.now)).toEqual(UNCERTAIN);
  });

  test('leaves the time of talk that next sends, which is RingCX’s', async () => {
    const { clock, tracker } = await callWithClockSetBy(-60 * MINUTE);
    expect(await tracker.of({ ...leg, duration: 120 }, clock.now)).toEqual({
      ...UNCERTAIN,
      talkSeconds: 120,
    });
  });

  test('is noticed when the agent logs the call before its end', async () => {
    const { clock, tracker, pass } = page();
    await tracker.answer(leg);
    pass(MINUTE);
    clock.now -= 10_000;
    expect(await tracker.of(leg, clock.now)).toEqual(UNCERTAIN);
  });

  test('is noticed after a reload if the end seems to precede the answer', async () => {
    const { memory, tracker, pass, clock } = page();
    pass(5_000);
    await tracker.answer(leg);
    const next = page(memory);
    next.clock.now = clock.now - MINUTE;
    await next.tracker.end(leg);
    expect(await next.tracker.of(leg, next.clock.now)).toEqual(UNCERTAIN);
  });

  test('is noticed at an end that names no call', async () => {
    const { clock, tracker, pass } = page();
    await tracker.answer(leg);
    pass(MINUTE);
    clock.now -= 30_000;
    await tracker.end(undefined);
    expect(await tracker.of(leg, clock.now)).toEqual(UNCERTAIN);
  });

  test('is noticed by the tab that saw it, if another tab reports the end first', async () => {
    const { memory, clock, tracker, pass } = page();
    await tracker.answer(leg);
    pass(MINUTE);
    clock.now -= 30_000;
    const late = page(memory);
    late.clock.now = clock.now;
    await late.tracker.end(leg);
    await tracker.end(leg);
    expect(await late.tracker.of(leg, clock.now)).toEqual(UNCERTAIN);
  });

  test('is not concluded from a slow tab, which notes an earlier message later', async () => {
    const { memory, clock, tracker, pass } = page();
    const slow = page(memory);
    pass(5_000);
    await tracker.answer(leg);
    await slow.tracker.ring(call());
    pass(MINUTE);
    await tracker.end(leg);
    slow.pass(5_000);
    await slow.tracker.answer(leg);
    expect(await tracker.of(leg, clock.now)).toMatchObject({ timesCertain: true, talkSeconds: 60 });
  });

  test.each([0, 1_500, -1_500])('by %i ms, as a time server does, changes nothing', async (ms) => {
    const { clock, tracker } = await callWithClockSetBy(ms);
    expect(await tracker.of(leg, clock.now)).toMatchObject({
      timesCertain: true,
      answeredAt: NOON + 5_000,
      endedAt: NOON + 125_000 + ms,
      talkSeconds: Math.round(120 + ms / 1_000),
    });
  });

  test('after the end changes nothing, nor for the next call', async () => {
    const { clock, tracker, pass } = await callWithClockSetBy(0);
    clock.now -= 60 * MINUTE;
    await tracker.answer(call({ id: '7', sessionId: '2' }));
    pass(MINUTE);
    await tracker.end(call({ id: '7', sessionId: '2' }));
    expect(await tracker.of(leg, clock.now)).toMatchObject({
      timesCertain: true,
      talkSeconds: 120,
    });
    expect(await tracker.of(call({ id: '7' }), clock.now)).toMatchObject({
      timesCertain: true,
      talkSeconds: 60,
    });
  });
});

describe('the duration that next sends', () => {
  test('is the time of talk, also where the pushes were missed', async () => {
    const { tracker, after } = tab();
    expect(await tracker.of({ ...leg, duration: 52 }, NOON)).toMatchObject({ talkSeconds: 52 });
    await after(0, ({ answer }) => answer(leg));
    await after(50_000, ({ end }) => end(leg));
    expect(await tracker.of({ ...leg, duration: 52 }, NOON)).toMatchObject({ talkSeconds: 52 });
  });

  test.each([NaN, -1, Infinity])('of %s counts for nothing', async (duration) => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer(leg));
    await after(50_000, ({ end }) => end(leg));
    expect(await tracker.of({ ...leg, duration }, NOON)).toMatchObject({ talkSeconds: 50 });
  });

  test('makes no talk of a missed call', async () => {
    const { tracker, after } = tab();
    await after(0, ({ ring }) => ring(call()));
    await after(20_000, ({ end }) => end(call()));
    expect(await tracker.of(call({ duration: 20 }), NOON)).not.toHaveProperty('talkSeconds');
  });
});

describe('an end that names no call', () => {
  const other = call({ id: '7', sessionId: '2' });

  test('is that of the only answered call', async () => {
    const { tracker, after } = tab();
    await after(0, ({ ring }) => ring(other));
    await after(0, ({ answer }) => answer(leg));
    await after(MINUTE, ({ end }) => end(undefined));
    expect(await tracker.of(leg, NOON)).toMatchObject({ endedAt: NOON + MINUTE, talkSeconds: 60 });
    expect(await tracker.of(other, NOON)).not.toHaveProperty('endedAt');
  });

  test('reports which one it was, as far as that is known', async () => {
    const { tracker, clock } = tab();
    expect(await tracker.end(undefined)).toBeUndefined();
    await tracker.answer(leg);
    expect(await tracker.end(undefined)).toBe(leg.id);
    clock.now += MINUTE;
    await tracker.answer(other);
    expect(await tracker.end(leg)).toBe(other.id);
    expect(await tracker.end(other)).toBe(other.id);
  });

  test('ends none of several, nor one that only rings', async () => {
    const { tracker, after, memory } = tab();
    await after(0, ({ end }) => end(undefined));
    expect(await memory.all()).toEqual([]);
    await after(0, ({ ring }) => ring(call({ id: '8' })));
    await after(MINUTE, ({ end }) => end(undefined));
    expect(await tracker.of(call({ id: '8' }), NOON)).not.toHaveProperty('endedAt');
    await after(0, ({ answer }) => answer(leg));
    await after(0, ({ answer }) => answer(other));
    await after(MINUTE, ({ end }) => end(undefined));
    for (const each of [leg, other]) {
      expect(await tracker.of(each, NOON)).not.toHaveProperty('endedAt');
    }
  });

  test('repeated by a second tab, ends no second call', async () => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer(leg));
    await after(MINUTE, ({ end }) => end(undefined));
    await after(10, ({ answer }) => answer(other));
    await after(10, ({ end }) => end(undefined));
    expect(await tracker.of(other, NOON)).not.toHaveProperty('endedAt');
  });

  test('ends no call of yesterday', async () => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer(leg));
    await after(24 * 60 * MINUTE, ({ end }) => end(undefined));
    expect(await tracker.of(leg, NOON)).not.toHaveProperty('endedAt');
  });

  test('nor does one that names a call which is over: 0.x names the one that is looked at', async () => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer(other));
    await after(MINUTE, ({ end }) => end(other));
    await after(MINUTE, ({ answer }) => answer(leg));
    await after(MINUTE, ({ end }) => end(other));
    expect(await tracker.of(other, NOON)).toMatchObject({ endedAt: NOON + MINUTE });
    expect(await tracker.of(leg, NOON)).toMatchObject({ endedAt: NOON + 3 * MINUTE });
  });
});

describe('a reload during the call', () => {
  test('loses nothing', async () => {
    const memory = mapMemory();
    const before = tab(memory);
    await before.after(0, ({ ring }) => ring(call()));
    await before.after(5_000, ({ answer }) => answer(leg));
    const { after, tracker } = tab(memory);
    // 0.x reports the call as new once more.
    await after(40_000, ({ answer }) => answer(leg));
    await after(25_000, ({ end }) => end(leg));
    expect(await tracker.of(leg, NOON)).toEqual({
      direction: 'inbound',
      outcome: 'answered',
      startedAt: NOON,
      startTimeCertain: true,
      timesCertain: true,
      rawStartTime: NOON,
      answeredAt: NOON + 5_000,
      endedAt: NOON + 65_000,
      talkSeconds: 60,
    });
  });
});

describe('the start', () => {
  test('is judged by the first push that has it, and kept', async () => {
    const { tracker, after } = tab();
    const raw = misread(NOON, 'Europe/Berlin');
    await after(0, ({ ring }) => ring(call({ startTime: undefined })));
    await after(5_000, ({ answer }) => answer({ ...leg, startTime: raw }));
    await after(300 * MINUTE, ({ answer }) => answer({ ...leg, startTime: raw }));
    await after(MINUTE, ({ end }) => end({ ...leg, startTime: raw }));
    for (const startTime of [raw, undefined, NOON + 1, NaN]) {
      expect(await tracker.of({ ...leg, startTime }, NOON)).toMatchObject({
        startedAt: NOON,
        startTimeCertain: true,
        rawStartTime: raw,
      });
    }
  });

  test('is judged by a ring that comes after the answer, if no other did', async () => {
    const { tracker, after } = tab();
    await after(0, ({ answer }) => answer({ ...leg, startTime: undefined }));
    await after(0, ({ ring }) => ring(call({ startTime: misread(NOON, 'Europe/Berlin') })));
    expect(await tracker.of(leg, NOON)).toMatchObject({ startedAt: NOON, startTimeCertain: true });
  });

  test('is not judged by an end, which may come long after', async () => {
    const { tracker, after } = tab();
    await after(MINUTE, ({ end }) => end(leg));
    expect(await tracker.of(leg, NOON)).toMatchObject({
      startedAt: NOON,
      startTimeCertain: false,
    });
  });

  test('is certain in New York, also of a call of the history', async () => {
    const { tracker } = tab(mapMemory(), 'America/New_York');
    expect(await tracker.of(leg, NOON)).toMatchObject({ startedAt: NOON, startTimeCertain: true });
  });

  test('is read in the zone of this browser if none is given', async () => {
    const tracker = createCallTracker({
      memory: mapMemory(),
      now: () => NOON + 1_000,
      undisposedAfterMs: false,
    });
    await tracker.ring(call());
    expect(await tracker.of(call(), NOON)).toMatchObject({ startedAt: NOON, rawStartTime: NOON });
  });
});

describe('what is remembered', () => {
  test('is without the call itself where no log is made of it', async () => {
    const memory = mapMemory();
    const tracker = createCallTracker({
      memory,
      now: () => NOON,
      zone: () => 'UTC',
      undisposedAfterMs: false,
    });
    await tracker.ring(call());
    await tracker.answer(leg);
    await tracker.end(leg);
    expect(JSON.stringify(await memory.all())).not.toContain('6505550142');
  });

  test('is without the call itself once the agent has logged it', async () => {
    const { memory, tracker } = tab();
    await tracker.ring(call());
    expect(JSON.stringify(await memory.all())).toContain('6505550142');
    await tracker.logged(call().id);
    await tracker.answer(leg);
    await tracker.end(leg);
    expect(JSON.stringify(await memory.all())).not.toContain('6505550142');
  });

  test('is deleted a week after its last message', async () => {
    const { memory, tracker, clock } = tab();
    await tracker.answer(call({ id: 'old' }));
    await tracker.logged('old');
    clock.now += 7 * 24 * 60 * MINUTE;
    await tracker.answer(call({ id: 'young' }));
    expect((await memory.all()).map(({ id }) => id)).toEqual(['old', 'young']);
    clock.now += 1;
    await tracker.answer(call({ id: 'younger' }));
    expect((await memory.all()).map(({ id }) => id)).toEqual(['young', 'younger']);
  });

  test('is of a thousand calls at most, and first of those that wait for a log', async () => {
    const { memory, tracker, clock } = tab();
    await tracker.answer(call({ id: 'waits' }));
    for (let i = 0; i < 999; i += 1) {
      clock.now += 1;
      await tracker.logged(`call ${i}`);
    }
    expect(await memory.all()).toHaveLength(1_000);
    clock.now += 1;
    await tracker.answer(call({ id: 'last' }));
    const ids = (await memory.all()).map(({ id }) => id);
    expect(ids).toHaveLength(1_000);
    expect(ids).toEqual(expect.arrayContaining(['waits', 'last', 'call 1']));
    expect(ids).not.toContain('call 0');
  });
});
