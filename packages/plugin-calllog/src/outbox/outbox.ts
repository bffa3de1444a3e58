import { createListeners } from '@jackfield/plugin-kit';
import { isCallLogError } from '../call-log-error.js';
import type { CallLogRecord, RejectedCallLog } from '../call-log-store.js';
import type { CallMemory } from '../call-details/index.js';
import type { CallLogOutbox, CallLogStatus } from '../status.js';
import { createDelivery } from './delivery.js';
import { callMemoryIn, fallbackStorage, isAboutData } from './fallback-storage.js';
import { type Leadership, standForLeadership } from './leadership.js';
import { lossMark } from './loss-mark.js';
import { othersCounter } from './other-owners.js';
import type { Backoff } from './outcome.js';
import { listenToPage } from './page-events.js';
import { type Addition, type Draft, isQueued, type RejectedDraft, type Row } from './row.js';
import { repeatTask } from './repeat-task.js';
import { shared } from './shared.js';
import { createStatusFeed, joinParts, readPart } from './status-reader.js';
import type { OutboxStorage, Tables } from './storage.js';
import { openTabChannel, type OpenTabChannel, type TabChannel } from './tab-channel.js';
import type { Timing } from './timing.js';
import {
  amend,
  checkDelivered,
  enqueue,
  enqueueRejected,
  findKnown,
  type Known,
  resume,
  retry,
  retryNow,
  wipe,
} from './transactions.js';

/** What an outbox needs. */
export interface OutboxOptions {
  /** The database's name. */
  readonly name: string;
  /** How the names of all owners' databases begin. */
  readonly prefix: string;
  /** Opens the database; `created` is called if there was none. */
  readonly open: (name: string, created: () => void) => OutboxStorage;
  /** Opens the channel to the other tabs. */
  readonly openChannel?: OpenTabChannel | undefined;
  readonly timing: Timing;
  readonly backoff: Backoff;
  readonly retentionMs: number;
  /** Gives a log to its store. */
  readonly send: (record: CallLogRecord, signal: AbortSignal) => Promise<void>;
  /** Gives a rejected log to its store, if there is one. */
  readonly sendRejected?:
    ((record: RejectedCallLog, signal: AbortSignal) => Promise<void>) | undefined;
  /** What else falls due, in each tab; returns when there is more. Must not wait for a log. */
  readonly task?: ((now: number) => Promise<number | undefined>) | undefined;
}

/** Keeps logs until their store has them. */
export interface Outbox extends CallLogOutbox {
  /** Delivers until what it returns is called; that resolves when nothing goes on any more. */
  begin(): () => Promise<void>;
  /** Lets work go on that no answer waits for; the end waits for it. It must end with `life`. */
  inBackground(work: Promise<unknown>): void;
  /** Whether it delivers. */
  readonly isOpen: boolean;
  /** Aborts when it ceases to deliver. */
  readonly life: AbortSignal;
  /**
   * Resolves once the log is durable, or, where it cannot be, once the store has it.
   *
   * @param later - what is being found out about it, which ends with `life`: delivery waits for
   *   that, the answer does not
   */
  log(draft: Draft, signal: AbortSignal, later?: Promise<Addition>): Promise<void>;
  /** Resolves once the log is durable, or, where it cannot be, once its store has it. */
  reject(draft: RejectedDraft, signal: AbortSignal): Promise<void>;
  /** Adds to the agent's logs of a call that are here. */
  amendCall(callId: string, find: (record: CallLogRecord) => Promise<Addition>): Promise<void>;
  /** Which of these logs are here and delivered, or will be. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, Known>>;
  /** Resolves when a log has changed, in this tab or in another, or after `ms`, or when `signal` aborts. */
  nextChange(ms: number, signal: AbortSignal): Promise<void>;
  /** Looks at what is due. */
  wake(): void;
  readonly memory: CallMemory;
}

/**
 * The outbox. Whatever is to be kept goes
 *
 * 1. into the database, and is answered as soon as it is on the disk; one tab of all delivers it;
 * 2. where the database does not take it, into this page's memory: this tab delivers it, and it is
 *    answered when the store has it, or with the store's error.
 *
 * The database is tried again for each log.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { name, prefix, timing, backoff, retentionMs, sendRejected } = options;
  const { openChannel = openTabChannel } = options;
  const isOffline = (): boolean => !(globalThis.navigator?.onLine ?? true);
  const mark = lossMark(name);
  let loss: string | undefined;
  const database = options.open(name, () => {
    const lost = mark.read();
    mark.set(0);
    if (lost > 0) loss = `The browser has lost its database, and ${lost} logs that waited in it.`;
  });
  const storages = fallbackStorage(database, timing.system, () => feed.update());
  const { disk, memory } = storages;

  const send = async ({ record, rejected }: Row, signal: AbortSignal): Promise<void> =>
    record ? options.send(record, signal) : sendRejected?.(rejected as RejectedCallLog, signal);
  const common = { timing, backoff, retentionMs, send, onChange: () => notify() };
  const durable = createDelivery({
    ...common,
    storage: disk,
    onWaiting: (count) => mark.set(count),
  });
  const volatile = createDelivery({ ...common, storage: memory });
  const task = options.task && repeatTask(options.task, timing);
  const wake = (): void => {
    durable.wake();
    volatile.wake();
    task?.wake();
  };

  const changes = createListeners<void>();
  let leadership: Leadership | undefined;
  let channel: TabChannel | undefined;
  const listening = shared(() => {
    channel = openChannel(name, (message) => {
      leadership?.onMessage(message);
      if (message !== 'changed') return;
      durable.wake();
      changes.emit();
      feed.update();
    });
    return () => channel?.close();
  });
  /** Shows in all tabs what has changed. */
  function notify(): void {
    const leave = listening.use();
    channel?.send('changed');
    leave();
    changes.emit();
    feed.update();
  }
  /** The same after a change that another part than the delivery has made. */
  const changed = (): void => {
    notify();
    wake();
  };

  const pageEvents = {
    online: () =>
      void storages.changeBoth((tables) => retryNow(tables, timing.now())).then(changed),
    look() {
      wake();
      feed.update();
    },
  };
  let life: AbortController | undefined;
  const lifeSignal = (): AbortSignal => (life ??= new AbortController()).signal;
  const delivering = shared(() => {
    life = undefined;
    const signal = lifeSignal();
    const ends = [
      storages.hold(),
      listening.use(),
      volatile.start(),
      task?.start(),
      listenToPage(pageEvents),
      () => (leadership = undefined),
    ];
    leadership = standForLeadership({
      name,
      storage: disk,
      timing,
      duty: { begin: durable.start, check: durable.check },
      send: channel && ((message) => channel?.send(message)),
      onSilence: () => feed.update(),
      signal,
    });
    return () => {
      life?.abort(new Error('The outbox is closed.'));
      for (const end of ends) end?.();
    };
  });

  const countOthers = othersCounter(prefix, name, timing.now);
  const status = async (): Promise<CallLogStatus> => {
    const now = timing.now();
    const isSilent = leadership?.isSilent ?? false;
    const parts = await Promise.allSettled([
      disk.run('readonly', (tables) => readPart(tables, now, isSilent)),
      memory.run('readonly', (tables) => readPart(tables, now, false)),
    ]);
    const { problem } = storages;
    return {
      ...joinParts(parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []))),
      ofOthers: await countOthers(),
      storage: problem === undefined ? 'durable' : 'volatile',
      storageProblem: problem ?? loss,
      isOffline: isOffline(),
    };
  };
  const feed = createStatusFeed(status, timing);

  const amendIn = async (
    storage: OutboxStorage,
    id: string,
    addition: Addition,
    ofRevision: number,
  ) => {
    const isAmended = await storage.run('readwrite', (tables) =>
      amend(tables, id, addition, timing.now(), ofRevision),
    );
    if (isAmended) changed();
  };

  const tasks = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>): void => {
    const quiet = work
      .catch(() => undefined)
      .finally(() => {
        tasks.delete(quiet);
      });
    tasks.add(quiet);
  };

  // What is only in memory may be on the disk and in the store with a revision from before the clock
  // was put back: a lower one would never be stored.
  let lastRevision = -Infinity;

  /** Keeps what `enter` makes, where it can be kept. */
  async function keep(
    enter: (tables: Tables, now: number, leastRevision: number) => Promise<Row | undefined>,
    signal: AbortSignal,
    later?: Promise<Addition>,
  ): Promise<void> {
    const write = async (tables: Tables): Promise<Row | undefined> => {
      const now = timing.now();
      const row = await enter(tables, now, Math.max(now, lastRevision + 1));
      lastRevision = Math.max(lastRevision, row?.revision ?? lastRevision);
      return row;
    };
    const add = async (storage: OutboxStorage, row: Row): Promise<void> => {
      const ending = lifeSignal();
      const addition = await later?.catch(() => ({}));
      if (addition && !ending.aborted) await amendIn(storage, row.id, addition, row.revision);
    };
    try {
      const row = await disk.run('readwrite', write, signal);
      if (!row) return;
      mark.set(mark.read() + 1);
      inBackground(add(disk, row));
      return changed();
    } catch (error) {
      signal.throwIfAborted();
      if (isAboutData(error)) throw error;
    }
    const leave = delivering.use();
    try {
      let accepted: Promise<void> | undefined;
      const row = await memory.run(
        'readwrite',
        async (tables) => {
          const written = await write(tables);
          // Before it can have been tried.
          if (written && isQueued(written)) accepted = volatile.accepted(written, signal);
          accepted?.catch(() => undefined);
          return written;
        },
        signal,
      );
      if (row) inBackground(add(memory, row));
      changed();
      await accepted;
    } finally {
      leave();
    }
  }

  const runForUser = async (work: (tables: Tables) => Promise<unknown>): Promise<void> => {
    await memory.run('readwrite', work);
    try {
      await disk.run('readwrite', work);
    } catch (error) {
      // Where no database can be opened, nothing is in it. One that is blocked or full may have the log.
      if (!isCallLogError(error) || error.code !== 'DATABASE_UNAVAILABLE') throw error;
    } finally {
      changed();
    }
  };

  return {
    begin() {
      const end = delivering.use();
      return async () => {
        end();
        while (!delivering.isOpen && tasks.size > 0) await Promise.all(tasks);
        // What has begun before the end closes the database when it is done.
        await storages.workEnded();
      };
    },
    inBackground,
    get isOpen() {
      return delivering.isOpen;
    },
    get life() {
      return lifeSignal();
    },
    log: (draft, signal, later) =>
      keep(
        (tables, now, least) => enqueue(tables, draft, now, later !== undefined, least),
        signal,
        later,
      ),
    reject: (draft, signal) =>
      keep(
        (tables, now, least) =>
          enqueueRejected(tables, draft, now, sendRejected !== undefined, least),
        signal,
      ),
    async amendCall(callId, find) {
      for (const storage of [disk, memory]) {
        const rows = await storage
          .run('readonly', (tables) => tables.byCall(callId))
          .catch(() => []);
        for (const { id, record, revision, isDerived } of rows) {
          if (record && !isDerived) await amendIn(storage, id, await find(record), revision);
        }
      }
    },
    async find(keys) {
      const [inMemory, onDisk] = await Promise.all([
        memory.run('readonly', (tables) => findKnown(tables, keys)),
        disk.run('readonly', (tables) => findKnown(tables, keys)).catch(() => []),
      ]);
      return new Map([...inMemory, ...onDisk]);
    },
    nextChange: (ms, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          timing.clearTimeout(timer);
          leave();
          resolve();
        };
        const leave = changes.add(end);
        const timer = timing.setTimeout(end, ms);
        signal.addEventListener('abort', end, { once: true });
      }),
    wake,
    memory: callMemoryIn(storages),
    status,
    subscribe(listener) {
      const leave = listening.use();
      const end = feed.add(listener);
      return () => {
        end();
        leave();
      };
    },
    retry: (key) => runForUser((tables) => retry(tables, timing.now(), key)),
    discard: (key) => runForUser((tables) => tables.delete(key)),
    resume: () => runForUser((tables) => resume(tables, timing.now())),
    async wipe({ evenUndelivered = false } = {}) {
      if (!evenUndelivered) await memory.run('readonly', checkDelivered);
      const work = (tables: Tables) => wipe(tables, evenUndelivered);
      await disk.run('readwrite', work).catch((error: unknown) => {
        // Where there is no database, nothing is in it.
        if (globalThis.indexedDB || !isCallLogError(error) || error.code !== 'DATABASE_UNAVAILABLE')
          throw error;
      });
      await memory.run('readwrite', work);
      mark.set(0);
      loss = undefined;
      changed();
    },
  };
}
