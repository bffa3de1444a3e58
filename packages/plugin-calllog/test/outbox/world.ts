import type { CallLogRecord, RejectedCallLog } from '../../src/index.js';
import { memoryStorage } from '../../src/outbox/memory-storage.js';
import { createOutbox, type Outbox, type OutboxOptions } from '../../src/outbox/outbox.js';
import type { OutboxStorage } from '../../src/outbox/storage.js';
import type { OpenTabChannel, TabMessage } from '../../src/outbox/tab-channel.js';
import { leadershipTimes, type Timing } from '../../src/outbox/timing.js';
import { turn } from '../../../testing/src/contract/real-time.js';
import { createTestClock, type TestClock } from '../../../testing/src/test-clock.js';

export const signal: AbortSignal = new AbortController().signal;

type Draft = Parameters<Outbox['log']>[0];

/** A log as the plugin hands it over. */
export const draft = (more: Partial<Draft> = {}, callId = '2019'): Draft => ({
  key: '2019$2',
  receivedAt: 0,
  origin: 'agent',
  call: { id: callId, direction: 'INBOUND', from: { phoneNumber: '1' }, to: { phoneNumber: '2' } },
  task: { notes: 'first' },
  ...more,
});

/** One try, which the test ends as it likes. */
export interface Try {
  readonly key: string;
  readonly revision: number;
  readonly notes: string | undefined;
  readonly at: number;
  readonly record: CallLogRecord;
  readonly signal: AbortSignal;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What stands in for a computer: its disk, its time. */
export interface World {
  readonly storage: OutboxStorage;
  readonly clock: TestClock;
  readonly timing: Timing;
  readonly openChannel: OpenTabChannel;
  /** All tries of all outboxes, the first first. */
  readonly tries: Try[];
  /** What tries come to at once; they wait for the test while it is `undefined`. */
  answer: ((record: CallLogRecord) => Promise<void>) | undefined;
  /** Opens an outbox, as a tab does, and delivers from it. */
  tab(options?: Partial<OutboxOptions>): { readonly outbox: Outbox; readonly close: () => void };
  /** Moves the time, and lets everything happen that falls due. */
  advance(ms: number): Promise<void>;
}

const ok = () => Promise.resolve();

/** The channel of all tabs of one world: messages arrive in the next microtask. */
function openHub(): OpenTabChannel {
  const tabs = new Set<(message: TabMessage) => void>();
  return (_name, onMessage) => {
    tabs.add(onMessage);
    return {
      send(message) {
        for (const each of tabs) if (each !== onMessage) queueMicrotask(() => each(message));
      },
      close: () => void tabs.delete(onMessage),
    };
  };
}

/** @param storage - the disk; one in memory if left out, which never fails */
export function openWorld(storage: OutboxStorage = memoryStorage()): World {
  const openChannel = openHub();
  const clock = createTestClock();
  const timing: Timing = {
    ...clock,
    system: clock,
    leadership: leadershipTimes,
    random: () => 1,
  };
  const tries: Try[] = [];
  const world: World = {
    storage,
    clock,
    timing,
    openChannel,
    tries,
    answer: ok,
    tab(options = {}) {
      const outbox = createOutbox({
        name: 'outbox:',
        prefix: 'outbox:',
        open: () => storage,
        openChannel,
        timing,
        backoff: {},
        retentionMs: 3_600_000,
        send: (record, signal) =>
          new Promise((resolve, reject) => {
            const { key, revision, task } = record;
            const notes = task?.notes;
            const at = clock.now();
            tries.push({ key, revision, notes, at, record, signal, resolve, reject });
            world.answer?.(record).then(resolve, reject);
          }),
        sendRejected: undefined,
        ...options,
      });
      return { outbox, close: outbox.begin() };
    },
    async advance(ms) {
      const end = clock.elapsed() + ms;
      // Shorter than the times in which storages and leaders have to answer: a step has few turns.
      const step = Math.min(Math.max(ms / 50, 1), 3_000);
      await turn();
      while (clock.elapsed() < end) {
        await clock.advance(Math.min(step, end - clock.elapsed()));
        await turn();
      }
    },
  };
  return world;
}

type Refused = Omit<RejectedCallLog, 'revision'>;

/** A rejected log as the plugin hands it over. */
export const refused = (more: Partial<Refused> = {}): Refused => ({
  key: '2019$2',
  receivedAt: 0,
  raw: { sessionId: '2019$2' },
  issues: [],
  ...more,
});
