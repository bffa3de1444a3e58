import { describe, expect, test } from 'vitest';
import { type CallMemory, createCourses } from '../../src/course/index.js';
import { call, MINUTE, NOON } from './calls.js';
import { mapMemory } from './memory.js';

const leg = call({ sessionId: '2' });
const AFTER = 2 * MINUTE;
const HOUR = 60 * MINUTE;

function tab(memory: CallMemory = mapMemory(), undisposedAfterMs: number | false = AFTER) {
  const clock = { now: NOON };
  const courses = createCourses({
    memory,
    now: () => clock.now,
    zone: () => 'Europe/Berlin',
    undisposedAfterMs,
  });
  return { clock, courses };
}

/** A call that was answered at noon and ended a minute later. */
async function callThatEnded(memory = mapMemory()) {
  const { clock, courses } = tab(memory);
  await courses.ring(call());
  await courses.answer(leg);
  clock.now += MINUTE;
  await courses.end(leg);
  return { memory, clock, courses };
}

const END = NOON + MINUTE;

describe('no log is made of', () => {
  test('anything if that is off', async () => {
    const memory = mapMemory();
    const { courses } = tab(memory, false);
    await courses.answer(leg);
    await courses.end(leg);
    expect(await courses.due(NOON + HOUR)).toEqual({ calls: [] });
  });

  test('a call that ended when it was off', async () => {
    const memory = mapMemory();
    const { courses } = tab(memory, false);
    await courses.answer(leg);
    await courses.end(leg);
    expect(await tab(memory).courses.due(NOON + HOUR)).toEqual({ calls: [] });
  });

  test('a call whose agent still has time, which says when to look again', async () => {
    const { courses } = await callThatEnded();
    expect(await courses.due(END + AFTER - 1)).toEqual({ calls: [], nextAt: END + AFTER });
  });

  test.each(['before its end', 'after its end'])(
    'a call that the agent logged %s',
    async (when) => {
      const { clock, courses } = tab();
      await courses.answer(leg);
      if (when === 'before its end') await courses.logged(leg.id);
      clock.now += MINUTE;
      await courses.end(leg);
      if (when === 'after its end') await courses.logged(leg.id);
      expect(await courses.due(NOON + HOUR)).toEqual({ calls: [] });
    },
  );

  test('a call that was logged before anything was told of it', async () => {
    const { courses } = tab();
    await courses.logged(leg.id);
    await courses.end(leg);
    expect(await courses.due(NOON + HOUR)).toEqual({ calls: [] });
  });

  test('a call that goes on, for twelve hours', async () => {
    const { courses } = tab();
    await courses.answer(leg);
    expect(await courses.due(NOON + 11 * HOUR)).toEqual({ calls: [], nextAt: NOON + 12 * HOUR });
  });

  test('a call that came back and goes on', async () => {
    const { clock, courses } = await callThatEnded();
    clock.now += MINUTE;
    await courses.answer(leg);
    expect((await courses.due(clock.now + HOUR)).calls).toEqual([]);
  });

  test('a call that was never told of', async () => {
    const { courses } = tab();
    await courses.end(undefined);
    expect(await courses.due(NOON + HOUR)).toEqual({ calls: [] });
  });
});

describe('a log is made of', () => {
  test('a call that ended and that nobody logged, under the key of its leg', async () => {
    const { courses } = await callThatEnded();
    const { calls } = await courses.due(END + AFTER);
    expect(calls).toEqual([
      {
        key: '201910162213030139010000000016$2',
        call: leg,
        course: {
          direction: 'inbound',
          outcome: 'answered',
          startedAt: NOON,
          startTimeCertain: true,
          rawStartTime: NOON,
          answeredAt: NOON,
          endedAt: END,
          talkSeconds: 60,
        },
      },
    ]);
  });

  test('a missed call, under its id if no leg was told', async () => {
    const { clock, courses } = tab();
    await courses.ring(call());
    clock.now += 10_000;
    await courses.end(call());
    expect((await courses.due(clock.now + AFTER)).calls).toMatchObject([
      { key: '201910162213030139010000000016', course: { outcome: 'missed' } },
    ]);
  });

  test('a missed call whose end was not told, which is so when the caller gives up', async () => {
    const { courses } = tab(mapMemory(), 1_000);
    await courses.ring(call());
    expect(await courses.due(NOON + 5_000)).toEqual({ calls: [], nextAt: NOON + 2 * MINUTE });
    const { calls } = await courses.due(NOON + 2 * MINUTE);
    expect(calls).toMatchObject([{ key: call().id, course: { outcome: 'missed' } }]);
    expect(calls[0]!.course).not.toHaveProperty('endedAt');
  });

  test('a call of which only the end was told, since the page came late', async () => {
    const { courses } = tab();
    await courses.end(leg);
    expect((await courses.due(NOON + AFTER)).calls).toMatchObject([
      { key: `${leg.id}$2`, course: { outcome: 'answered', endedAt: NOON } },
    ]);
  });

  test('an answered call whose end is not told within twelve hours: its worker has died', async () => {
    const { courses } = tab();
    await courses.answer(leg);
    const { calls } = await courses.due(NOON + 12 * HOUR);
    expect(calls).toMatchObject([{ key: `${leg.id}$2`, course: { outcome: 'answered' } }]);
    expect(calls[0]!.course).not.toHaveProperty('endedAt');
  });

  test('each of several calls', async () => {
    const { clock, courses } = tab();
    for (const id of ['1', '2', '3']) {
      await courses.answer({ ...leg, id });
      await courses.end({ ...leg, id });
      clock.now += 1_000;
    }
    expect(await courses.due(NOON + AFTER + 1_000)).toMatchObject({
      calls: [{ key: '1$2' }, { key: '2$2' }],
      nextAt: NOON + AFTER + 2_000,
    });
  });

  test('the leg that was told last, whatever a late ring says', async () => {
    const { clock, courses } = tab();
    await courses.ring(call({ sessionId: '1' }));
    await courses.answer(leg);
    await courses.ring(call({ sessionId: '1' }));
    await courses.end(call());
    expect((await courses.due(clock.now + AFTER)).calls).toMatchObject([{ key: `${leg.id}$2` }]);
  });
});

describe('over several tabs', () => {
  test('a call is given out once', async () => {
    const { memory, courses } = await callThatEnded();
    const others = [tab(memory).courses, tab(memory).courses, courses];
    const due = await Promise.all(others.map((each) => each.due(END + AFTER)));
    expect(due.flatMap(({ calls }) => calls)).toHaveLength(1);
  });

  test('what the agent logs while a tab looks is not given out', async () => {
    const memory = mapMemory();
    await callThatEnded(memory);
    const { courses } = tab({
      ...memory,
      async all() {
        const rows = await memory.all();
        await tab(memory).courses.logged(leg.id);
        return rows;
      },
    });
    expect((await courses.due(END + AFTER)).calls).toEqual([]);
  });

  test('what a tab took on and did not confirm is given out again, under the same key', async () => {
    const { memory, courses } = await callThatEnded();
    await courses.due(END + AFTER);
    const { courses: other } = tab(memory);
    const taken = END + AFTER;
    expect(await other.due(taken + MINUTE - 1)).toEqual({ calls: [], nextAt: taken + MINUTE });
    expect((await other.due(taken + MINUTE)).calls).toMatchObject([{ key: `${leg.id}$2` }]);
  });

  test('what a tab confirmed is not given out again', async () => {
    const { memory, courses } = await callThatEnded();
    await courses.due(END + AFTER);
    await courses.logged(leg.id, 'derived');
    expect(await tab(memory).courses.due(END + HOUR)).toEqual({ calls: [] });
  });
});

describe('when more is told of a call of which a log was made', () => {
  test('it is made again under its key, with the whole course', async () => {
    const { clock, courses } = tab();
    await courses.ring(call());
    clock.now += AFTER;
    expect((await courses.due(clock.now)).calls).toMatchObject([
      { key: leg.id, course: { outcome: 'missed' } },
    ]);
    await courses.logged(leg.id, 'derived');
    await courses.answer(leg);
    clock.now += MINUTE;
    await courses.end(leg);
    expect((await courses.due(clock.now + AFTER)).calls).toMatchObject([
      { key: leg.id, call: { sessionId: '2' }, course: { outcome: 'answered', talkSeconds: 60 } },
    ]);
  });

  test('it is not made again if the agent has logged it meanwhile', async () => {
    const { clock, courses } = tab();
    await courses.ring(call());
    clock.now += AFTER;
    await courses.due(clock.now);
    await courses.logged(leg.id, 'derived');
    await courses.answer(leg);
    await courses.logged(leg.id);
    await courses.end(leg);
    expect(await courses.due(clock.now + HOUR)).toEqual({ calls: [] });
  });

  test('it is made again if that was told before it was confirmed', async () => {
    const { clock, courses } = tab();
    await courses.ring(call());
    clock.now += AFTER;
    await courses.due(clock.now);
    await courses.answer(leg);
    await courses.end(leg);
    await courses.logged(leg.id, 'derived');
    expect((await courses.due(clock.now + AFTER)).calls).toMatchObject([
      { key: leg.id, course: { outcome: 'answered' } },
    ]);
  });

  test('a repeated end makes none again', async () => {
    const { clock, courses } = await callThatEnded();
    await courses.due(END + AFTER);
    await courses.logged(leg.id, 'derived');
    await courses.end(leg);
    expect(await courses.due(clock.now + HOUR)).toEqual({ calls: [] });
  });

  test('to confirm what was never made does nothing', async () => {
    const { memory, courses } = await callThatEnded();
    await courses.logged('another', 'derived');
    await courses.logged(leg.id, 'derived');
    expect(await memory.all()).toHaveLength(1);
    expect((await courses.due(END + AFTER)).calls).toHaveLength(1);
  });
});
