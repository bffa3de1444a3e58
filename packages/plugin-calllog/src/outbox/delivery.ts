import { StoreError } from '../store-error.js';
import { type Backoff, failureOf, type Outcome } from './outcome.js';
import { laneOf, type QueuedRow, type Row, triesOf } from './row.js';
import type { OutboxStorage, Tables } from './storage.js';
import { inTime, type Timing } from './timing.js';
import { expire, followClock, recordAttempt, selectDue } from './transactions.js';

/** The most tries at once, not counting those that hang. */
const SLOTS = 4;
/** How many tries that hang may go on beside. */
const MOST_HANGING = 32;
/** A try that takes longer gives its slot back, and continues. */
const SLOT_MS = 3_000;
/** The same while others hang already: the store is known to be slow. */
const SHORT_SLOT_MS = 1_000;
/** A try that takes longer has failed. */
const TRY_MS = 30_000;
/** How often the rows are checked without a notification. */
const LOOK_AGAIN_MS = 60_000;
/** When the storage is tried again after it failed. */
const STORAGE_AGAIN_MS = 5_000;
/** How many rows are read at once, and how long they may be used: a person may discard one. */
const READ_ROWS = 32;
const READ_MS = 100;
/** How often the waiting rows are counted at most. */
const COUNT_MS = 1_000;

/** What a delivery needs. */
export interface DeliveryOptions {
  readonly storage: OutboxStorage;
  readonly timing: Timing;
  readonly backoff: Backoff;
  readonly retentionMs: number;
  /** Gives one row to its store. */
  readonly send: (row: Row, signal: AbortSignal) => Promise<void>;
  /** Called after each change that this delivery made. */
  readonly onChange: () => void;
  /** Called with the number of rows that wait. */
  readonly onWaiting?: ((count: number) => void) | undefined;
}

/** Gives the rows of one storage to their store, as long as it runs. */
export interface Delivery {
  /** Starts; returns what ends it, and aborts the tries that are under way. */
  start(): () => void;
  /** Looks at the rows: something may be due. */
  wake(): void;
  /** Looks at the rows; resolves to whether the storage answered. */
  check(): Promise<boolean>;
  /** Resolves once the store has this log, rejects if a try fails or the log is removed. */
  accepted(row: Row, signal: AbortSignal): Promise<void>;
}

interface Try {
  readonly row: QueuedRow;
  /** `slot`: takes one of the slots; `hanging`: continues without one; `over`: is to be recorded. */
  place: 'slot' | 'hanging' | 'over';
  readonly beganAt: number;
  /** One for each: a signal that many tries listen to makes Node warn of a leak. */
  readonly controller: AbortController;
}

interface Finished {
  readonly row: QueuedRow;
  readonly outcome: Outcome;
  readonly failure: { readonly error: unknown } | undefined;
}

interface Waiter {
  readonly id: string;
  readonly revision: number;
  readonly report: (failure: { readonly error: unknown } | undefined) => void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { storage, timing, backoff, retentionMs, send, onChange } = options;
  /** The tries of calls that are under way or not recorded yet: no other log of the call goes. */
  const tries = new Map<string, Try>();
  /** Until when no try of a call may begin, since the last one could not be recorded. */
  const pausedCalls = new Map<string, number>();
  const waiters = new Set<Waiter>();
  let finished: Finished[] = [];
  /** What the last look found, and when. */
  let ready: QueuedRow[] = [];
  let readyAt = 0;
  /** Whether more may be due than was read. */
  let mayBeMore = false;
  let checks: ((isWell: boolean) => void)[] = [];
  let running: AbortController | undefined;
  let timer: unknown;
  /** The run whose look is under way. One that hangs does not hold up the next run. */
  let looking: AbortController | undefined;
  let isWoken = false;
  let countAt = 0;

  const count = (place: Try['place']): number =>
    [...tries.values()].filter((each) => each.place === place).length;

  const isBusy = (lane: string): boolean =>
    tries.has(lane) || (pausedCalls.get(lane) ?? 0) > timing.elapsed();

  const report = (row: Row, failure: { readonly error: unknown } | undefined): void => {
    for (const waiter of waiters) {
      if (waiter.id === row.id && waiter.revision <= row.revision) waiter.report(failure);
    }
  };

  /** Lets tries that take long go on beside, and fills their slots. */
  function freeSlots(): void {
    const slotMs = count('hanging') > 0 ? SHORT_SLOT_MS : SLOT_MS;
    for (const each of tries.values()) {
      const isLong = each.place === 'slot' && timing.elapsed() - each.beganAt >= slotMs;
      if (isLong && count('hanging') < MOST_HANGING) each.place = 'hanging';
    }
    beginTries();
  }

  /** Begins as many tries as there are slots, with rows that were read just now. */
  function beginTries(): void {
    if (!running) return;
    if (ready.length > 0 && timing.elapsed() - readyAt > READ_MS) {
      ready = [];
      mayBeMore = true;
    }
    while (ready.length > 0 && count('slot') < SLOTS) {
      const row = ready.shift() as QueuedRow;
      if (!isBusy(laneOf(row))) void attempt(row, running);
    }
    if (mayBeMore && ready.length === 0 && count('slot') < SLOTS) {
      mayBeMore = false;
      lookSoon();
    }
  }

  async function attempt(row: QueuedRow, { signal }: AbortController): Promise<void> {
    const controller = new AbortController();
    const current: Try = { row, place: 'slot', beganAt: timing.elapsed(), controller };
    tries.set(laneOf(row), current);
    const timers = [SHORT_SLOT_MS, SLOT_MS].map((ms) => timing.setTimeout(freeSlots, ms));
    let failure: { readonly error: unknown } | undefined;
    try {
      const isDamaged = !row.record && !row.rejected;
      if (isDamaged) throw new StoreError('permanent', 'The log is damaged.');
      await inTime((own) => send(row, own), TRY_MS, timing, controller.signal);
    } catch (error) {
      failure = { error };
    }
    for (const each of timers) timing.clearTimeout(each);
    // The next leader tries it again: a second try does no harm.
    if (signal.aborted) return;
    current.place = 'over';
    const outcome: Outcome = failure
      ? failureOf(failure.error, triesOf(row) + 1, backoff, timing.random())
      : { kind: 'accepted' };
    finished.push({ row, outcome, failure });
    if (failure) {
      // It may pause the others: nothing begins before it is recorded.
      ready = [];
      mayBeMore = true;
    }
    freeSlots();
    lookSoon();
  }

  /** Ends tries; calls whose tries cannot be recorded pause, so that none is repeated in a storm. */
  const endTries = (recorded: readonly Finished[], isRecorded: boolean): void => {
    for (const { row, failure } of recorded) {
      if (tries.get(laneOf(row))?.row !== row) continue;
      tries.delete(laneOf(row));
      if (!isRecorded) pausedCalls.set(laneOf(row), timing.elapsed() + LOOK_AGAIN_MS);
      report(row, failure);
    }
    if (recorded.length > 0) onChange();
  };

  const read = async (tables: Tables, now: number, recorded: readonly Finished[]) => {
    const lanes = new Set(recorded.map(({ row }) => laneOf(row)));
    const hasSlot = count('slot') < SLOTS;
    const waiting = [...waiters];
    const awaited = await Promise.all(waiting.map(({ id }) => tables.get(id)));
    const removed = waiting.filter((_waiter, i) => !awaited[i]);
    const [isPaused, nextExpiry = Infinity, [isAhead], firstDue = Infinity] = await Promise.all([
      tables.note('paused'),
      tables.nextExpiry(),
      tables.fromAfter(now, 1),
      tables.nextDue(-Infinity),
    ]);
    const isDue = firstDue <= now;
    const [rows, nextDue = Infinity] = await Promise.all([
      isDue && hasSlot && !isPaused
        ? selectDue(tables, now, READ_ROWS, (lane) => !lanes.has(lane) && isBusy(lane))
        : [],
      isDue ? tables.nextDue(now) : firstDue,
    ]);
    return { isPaused: isPaused === true, nextExpiry, isAhead, hasSlot, rows, nextDue, removed };
  };

  /** Records what is over, and starts what is due; returns when there is more to do. */
  async function look({ signal }: AbortController): Promise<number> {
    const now = timing.now();
    const recorded = finished;
    finished = [];
    let found: Awaited<ReturnType<typeof read>> | undefined;
    if (recorded.length > 0) {
      try {
        // Reading in the same transaction clears what delivered rows leave in the indexes.
        found = await storage.run('readwrite', async (tables) => {
          for (const { row, outcome } of recorded)
            await recordAttempt(tables, row, outcome, now, retentionMs);
          return read(tables, now, recorded);
        });
      } catch {
        // The storage reports its own problem.
      }
      endTries(recorded, found !== undefined);
    }
    found ??= await storage.run('readonly', (tables) => read(tables, now, []));
    if (signal.aborted) return Infinity;
    const { isPaused, nextExpiry, isAhead, hasSlot, rows, nextDue, removed } = found;
    if (isAhead && (await storage.run('readwrite', (tables) => followClock(tables, now))))
      isWoken = true;
    if (nextExpiry <= now) {
      if (await storage.run('readwrite', (tables) => expire(tables, now))) onChange();
      isWoken = true;
    }
    if (signal.aborted) return Infinity;
    for (const waiter of removed) waiter.report({ error: new Error('The log was removed.') });
    if (isPaused) {
      const error = new StoreError('unauthorized', 'Nobody is signed in to the CRM.');
      for (const waiter of waiters) waiter.report({ error });
    }
    ready = [...rows];
    readyAt = timing.elapsed();
    mayBeMore = !isPaused && (!hasSlot || rows.length === READ_ROWS);
    beginTries();
    const countedAt = tries.size === 0 ? await countWaiting() : Infinity;
    return Math.min(isPaused ? Infinity : nextDue, nextExpiry, countedAt);
  }

  /** Counts what waits, not too often; returns when it has to be counted. */
  async function countWaiting(): Promise<number> {
    const { onWaiting } = options;
    if (!onWaiting) return Infinity;
    if (timing.elapsed() < countAt) return timing.now() + (countAt - timing.elapsed());
    countAt = timing.elapsed() + COUNT_MS;
    onWaiting(await storage.run('readonly', (tables) => tables.countQueued()));
    return Infinity;
  }

  async function lookAll(current: AbortController): Promise<void> {
    if (looking === current) return;
    looking = current;
    timing.clearTimeout(timer);
    let nextAt = Infinity;
    const isRunning = (): boolean => current === running;
    while (isWoken && isRunning()) {
      isWoken = false;
      const asked = checks;
      checks = [];
      let isWell = true;
      nextAt = await look(current).catch(() => {
        isWell = false;
        return timing.now() + STORAGE_AGAIN_MS;
      });
      for (const answer of asked) answer(isWell);
    }
    if (!isRunning()) return;
    looking = undefined;
    const wait = Math.min(Math.max(nextAt - timing.now(), 1), LOOK_AGAIN_MS);
    timer = timing.setTimeout(lookSoon, wait);
  }

  function lookSoon(): void {
    isWoken = true;
    if (running) void lookAll(running);
  }

  return {
    start() {
      const controller = new AbortController();
      running = controller;
      lookSoon();
      return () => {
        const ended = new Error('Delivery has ended.');
        controller.abort(ended);
        if (running !== controller) return;
        for (const each of tries.values()) each.controller.abort(ended);
        running = undefined;
        tries.clear();
        pausedCalls.clear();
        finished = [];
        ready = [];
        timing.clearTimeout(timer);
      };
    },
    wake() {
      ready = [];
      lookSoon();
    },
    check: () =>
      new Promise((resolve) => {
        checks.push(resolve);
        lookSoon();
      }),
    accepted: (row, signal) =>
      new Promise((resolve, reject) => {
        const leave = () => {
          waiters.delete(waiter);
          signal.removeEventListener('abort', abort);
        };
        const abort = () => {
          leave();
          reject(signal.reason as Error);
        };
        const waiter: Waiter = {
          id: row.id,
          revision: row.revision,
          report(failure) {
            leave();
            if (failure) reject(failure.error);
            else resolve();
          },
        };
        waiters.add(waiter);
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
      }),
  };
}
