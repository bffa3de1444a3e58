import { StoreError } from '../store-error.js';
import type { Backoff } from './backoff.js';
import type { Box } from './box.js';
import { expire } from './enqueue.js';
import { inTime } from './in-time.js';
import { plan } from './plan.js';
import { laneOf, type Row } from './row.js';
import { settle } from './settle.js';
import type { Timing } from './timing.js';

/** So many tries may be under way at once. */
const ROOM = 4;
/** A try that takes longer has failed. */
const TRY_MS = 30_000;
/** How often the rows are checked without a notification. */
const LOOK_AGAIN_MS = 60_000;

/** What a delivery needs. */
export interface DeliveryOptions {
  readonly box: Box;
  readonly timing: Timing;
  readonly backoff: Backoff;
  readonly retentionMs: number;
  /** Gives one row to its store. */
  readonly send: (row: Row, signal: AbortSignal) => Promise<void>;
  /** Called after each change that this delivery made. */
  readonly changed: () => void;
  /** Called with the number of rows that wait. */
  readonly waiting?: ((count: number) => void) | undefined;
  /** Does what else falls due; returns when there is more. Asked again when poked. */
  readonly chores: (now: number) => Promise<number | undefined>;
}

/** Gives the rows of one box to their store, as long as it runs. */
export interface Delivery {
  /** Starts; returns what ends it, and takes back the tries that are under way. */
  start(): () => void;
  /** Says that there may be something to do. */
  poke(): void;
  /** Resolves once the store has this log, rejects if a try fails. */
  taken(row: Row, signal: AbortSignal): Promise<void>;
}

interface Waiter {
  readonly id: string;
  readonly revision: number;
  readonly report: (failure: { readonly error: unknown } | undefined) => void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { box, timing, backoff, retentionMs, send, changed, chores } = options;
  /** Until when no other try for a call may begin: for ever while one is under way. */
  const busy = new Map<string, number>();
  const waiters = new Set<Waiter>();
  let running: AbortController | undefined;
  let timer: unknown;
  let isLooking = false;
  let isPoked = false;
  let choresAt = 0;

  const report = (row: Row, failure: { readonly error: unknown } | undefined): void => {
    for (const waiter of waiters) {
      if (waiter.id === row.id && waiter.revision <= row.revision) waiter.report(failure);
    }
  };

  async function attempt(row: Row, { signal }: AbortController): Promise<void> {
    let failure: { readonly error: unknown } | undefined;
    try {
      const isDamaged = !row.record && !row.rejected;
      if (isDamaged) throw new StoreError('permanent', 'The log is damaged.');
      await inTime((own) => send(row, own), TRY_MS, timing, signal);
    } catch (error) {
      failure = { error };
    }
    // The next leader tries it again: a second try does no harm.
    if (signal.aborted) return;
    try {
      const terms = { now: timing.now(), backoff, retentionMs, random: timing.random() };
      await box.run('readwrite', (tables) => settle(tables, row, failure, terms));
      busy.delete(laneOf(row));
    } catch {
      // A failure that cannot be recorded would be retried at once, again and again. The storage reports the problem.
      busy.set(laneOf(row), timing.now() + LOOK_AGAIN_MS);
    }
    report(row, failure);
    changed();
    poke();
  }

  /** Starts what is due; returns when there is more to do. */
  async function look(controller: AbortController): Promise<number> {
    const now = timing.now();
    const [rows, isPaused, nextExpiry = Infinity] = await box.run('readonly', (tables) =>
      Promise.all([tables.waiting(), tables.note('paused'), tables.nextExpiry()]),
    );
    if (nextExpiry <= now) {
      if (await box.run('readwrite', (tables) => expire(tables, now))) changed();
      isPoked = true;
    }
    if (controller.signal.aborted) return Infinity;
    options.waiting?.(rows.length);
    if (isPaused) {
      const error = new StoreError('unauthorized', 'Nobody is signed in to the CRM.');
      for (const row of rows) report(row, { error });
    }
    const underWay = [...busy.values()].filter((until) => until === Infinity).length;
    const room = isPaused ? 0 : ROOM - underWay;
    const isBusy = (lane: string) => (busy.get(lane) ?? 0) > now;
    const { start, nextAt } = plan(rows, now, isBusy, room);
    for (const row of start) {
      busy.set(laneOf(row), Infinity);
      void attempt(row, controller);
    }
    if (choresAt <= now) choresAt = (await chores(now)) ?? Infinity;
    return Math.min(isPaused ? Infinity : nextAt, nextExpiry, choresAt);
  }

  async function lookAll(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    timing.clearTimeout(timer);
    let nextAt = Infinity;
    for (let current = running; isPoked && current; current = running) {
      isPoked = false;
      // The storage reports its own problem; a retry may succeed.
      nextAt = await look(current).catch(() => Infinity);
    }
    isLooking = false;
    if (!running) return;
    const wait = Math.min(Math.max(nextAt - timing.now(), 1), LOOK_AGAIN_MS);
    timer = timing.setTimeout(poke, wait);
  }

  function poke(): void {
    isPoked = true;
    if (running) void lookAll();
  }

  return {
    start() {
      const controller = new AbortController();
      running = controller;
      busy.clear();
      poke();
      return () => {
        if (running === controller) running = undefined;
        controller.abort(new Error('Delivery has ended.'));
        timing.clearTimeout(timer);
      };
    },
    poke() {
      choresAt = 0;
      poke();
    },
    taken: (row, signal) =>
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
