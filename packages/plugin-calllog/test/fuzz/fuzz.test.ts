import type { Messages } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openArena } from '../../../core/test/fuzz/arena.js';
import { actOut, type Behaviour, behavioursWith } from '../../../core/test/fuzz/behaviour.js';
import { expectToHold } from '../../../core/test/fuzz/hold.js';
import { asNew, type RequestName, resultsOf } from '../../../core/test/fuzz/messages.js';
import { watchPrototypes } from '../../../core/test/fuzz/prototypes.js';
import { readRequest } from '../../../core/test/fuzz/referee.js';
import { watchRejections } from '../../../core/test/fuzz/rejections.js';
import { type Step, stepsOf, showSession, walk } from '../../../core/test/fuzz/session.js';
import { MESSAGES, TEST_MS } from '../../../core/test/fuzz/settings.js';
import { turn } from '../../../testing/src/contract/real-time.js';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { callLog, memoryCallLogStore } from '../../src/index.js';

const HANDLED: readonly RequestName[] = ['logCall', 'matchCallLogs'];
const MOST = 100;
const RUNS = Math.ceil(MESSAGES / 5 / MOST);

const unhandled = watchRejections();

type LogCall = Messages['requests']['logCall']['data'];

/** The key of a log, if it has one. */
function keyOf(data: unknown): string | undefined {
  const { sessionId } = (data ?? {}) as { readonly sessionId?: unknown };
  return typeof sessionId === 'string' && sessionId.trim() !== '' ? sessionId : undefined;
}

const isLogCall = (data: unknown): boolean =>
  protocol.dispatchFromWidget('request', protocol.requests.logCall.type, data).status === 'valid';

interface Life {
  readonly steps: readonly Step[];
  readonly behaviours: readonly Behaviour[];
  readonly closesAtOnce: boolean;
}

const KEY = '201910162213030139010000000016$2';
const answers = resultsOf(undefined, [], [{ key: KEY, id: '1', contactId: 7 }, { key: KEY }]);

const lives: fc.Arbitrary<Life> = fc.record({
  steps: stepsOf(true, MOST),
  behaviours: fc.array(behavioursWith(answers), { minLength: 1, maxLength: 8 }),
  closesAtOnce: fc.boolean(),
});

describe('the plugin for call logs, whatever comes,', () => {
  it(
    'throws nothing, changes no prototype and has each request answered once, whatever its store does',
    async () => {
      const changed = watchPrototypes();
      await expectToHold(
        lives,
        RUNS,
        async ({ steps, behaviours, closesAtOnce }) => {
          const clock = createTestClock();
          const act = actOut(behaviours, (run, ms) => clock.setTimeout(run, ms)) as () => never;
          const store = { upsert: act, find: act, reject: act };
          const plugins = [callLog({ store, now: clock.now })];
          const arena = openArena({ plugins, handled: HANDLED, clock, isRead: true });
          await walk(arena, steps);
          expect(await arena.finish({ now: closesAtOnce })).toEqual([]);
          expect(await unhandled()).toEqual([]);
          expect(changed()).toEqual([]);
        },
        showSession,
      );
    },
    TEST_MS,
  );

  it(
    'loses no log: what is valid is logged under its key, and what is not is kept as it received',
    async () => {
      await expectToHold(
        stepsOf(true, MOST),
        RUNS,
        async (steps) => {
          const store = memoryCallLogStore();
          const clock = createTestClock();
          const plugins = [callLog({ store, now: clock.now })];
          const arena = openArena({ plugins, handled: HANDLED, clock });
          const logged = new Map<string, unknown>();
          const rejected = new Map<string, unknown>();
          let serial = 0;
          const deliver = (message: unknown): void => {
            arena.deliver(asNew(message, (serial += 1)));
            const { id, name } = readRequest(message) ?? {};
            if (name !== 'logCall') return;
            const { data } = (message as { readonly payload: { readonly data: unknown } }).payload;
            const key = keyOf(data);
            if (key !== undefined && isLogCall(data)) logged.set(key, (data as LogCall).call);
            else rejected.set(key ?? `:${id}`, data);
          };
          // A deadline may be over before the log is written, but not before anybody could.
          const advance = async (ms: number): Promise<void> => {
            await turn();
            await arena.advance(ms);
          };
          await walk({ ...arena, deliver, advance }, steps);
          await turn();
          expect(await arena.finish()).toEqual([]);

          const kept = await store.list();
          const found = kept.flatMap((log) =>
            log.status === 'logged' ? [[log.key, log.call] as const] : [],
          );
          const refused = kept.flatMap((log) =>
            // A key that was made up ends with the request's id.
            log.status === 'rejected'
              ? [[log.key.replace(/^rejected:\d+/u, ''), log.raw] as const]
              : [],
          );
          expect(new Map(found)).toEqual(logged);
          expect(new Map(refused)).toEqual(rejected);
        },
        (steps) => showSession({ steps }),
      );
    },
    TEST_MS,
  );
});
