import { isCallLogError } from '../call-log-error.js';
import type { CallLogRecord, RejectedCallLog } from '../call-log-store.js';
import type { CallMemory } from '../call-details/index.js';
import type { CallLogOutbox, CallLogStatus } from '../status.js';
import type { Backoff } from './backoff.js';
import type { Box, Tables } from './box.js';
import { callMemoryIn, createBoxes } from './boxes.js';
import { checkDelivered, discard, hurry, resume, retry, wipe } from './by-hand.js';
import { type Channel, openChannel } from './channel.js';
import { createDelivery } from './delivery.js';
import { type Addition, amend, type Draft, enqueue, type Refused, refuse } from './enqueue.js';
import { findKnown, type Known } from './find.js';
import { elect } from './leader.js';
import { lossMark } from './loss.js';
import { othersCounter } from './others.js';
import { listenToPage } from './page.js';
import { joinParts, readPart } from './read-status.js';
import type { Row } from './row.js';
import { shared } from './shared.js';
import { createShow } from './show.js';
import type { Timing } from './timing.js';
import { isOfData } from './watched-box.js';

/** So long a log waits for what is being found out about it. */
const HOLD_MS = 2_000;

/** What an outbox needs. */
export interface OutboxOptions {
  /** The database's name. */
  readonly name: string;
  /** How the names of all owners' databases begin. */
  readonly prefix: string;
  /** Opens the database; `created` is called if there was none. */
  readonly open: (name: string, created: () => void) => Box;
  readonly timing: Timing;
  readonly backoff: Backoff;
  readonly retentionMs: number;
  /** Gives a log to its store. */
  readonly send: (record: CallLogRecord, signal: AbortSignal) => Promise<void>;
  /** Gives a rejected log to its store, if there is one. */
  readonly sendRejected?:
    ((record: RejectedCallLog, signal: AbortSignal) => Promise<void>) | undefined;
  /** Does what else falls due; returns when there is more. Must not wait for a log. */
  readonly chores: (now: number) => Promise<number | undefined>;
}

/** Keeps logs until their store has them. */
export interface Outbox extends CallLogOutbox {
  /** Delivers until what it returns is called; that resolves when nothing goes on any more. */
  begin(): () => Promise<void>;
  /** Lets work go on for which nobody waits; the end waits for it. It must end with `life`. */
  aside(work: Promise<unknown>): void;
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
  reject(refused: Refused, signal: AbortSignal): Promise<void>;
  /** Adds to the agent's logs of a call that are here. */
  amendCall(callId: string, find: (record: CallLogRecord) => Promise<Addition>): Promise<void>;
  /** Which of these logs are here and have not failed for good. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, Known>>;
  /** Looks at what is due. */
  poke(): void;
  readonly memory: CallMemory;
}

/**
 * The outbox. Whatever is to be kept goes
 *
 * 1. into the database, and is answered as soon as it is on the disk; one tab of all delivers it;
 * 2. where the database takes it not, into this page's memory: this tab delivers it, and it is
 *    answered when the store has it, or with the store's error.
 *
 * The database is tried again for each log.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { name, prefix, timing, backoff, retentionMs, sendRejected, chores } = options;
  const isOffline = (): boolean => !(globalThis.navigator?.onLine ?? true);
  const mark = lossMark(name);
  let loss: string | undefined;
  const boxes = createBoxes(
    options.open(name, () => {
      const lost = mark.read();
      mark.set(0);
      if (lost > 0) loss = `The browser has lost its database, and ${lost} logs that waited in it.`;
    }),
    () => show.soon(),
  );
  const { disk, memory, inBoth } = boxes;

  const send = async ({ record, rejected }: Row, signal: AbortSignal): Promise<void> =>
    record ? options.send(record, signal) : sendRejected?.(rejected as RejectedCallLog, signal);
  const common = { timing, backoff, retentionMs, send, chores, changed: () => changed() };
  const durable = createDelivery({ ...common, box: disk, waiting: (count) => mark.set(count) });
  const volatile = createDelivery({ ...common, box: memory });
  const poke = (): void => {
    durable.poke();
    volatile.poke();
  };

  let channel: Channel | undefined;
  const listening = shared(() => {
    channel = openChannel(name, () => {
      durable.poke();
      show.soon();
    });
    return () => channel?.close();
  });
  function changed(): void {
    const leave = listening.use();
    channel?.notify();
    leave();
    poke();
    show.soon();
  }

  const page = {
    online: () => void inBoth('readwrite', (tables) => hurry(tables, timing.now())).then(changed),
    look() {
      poke();
      show.soon();
    },
  };
  let life: AbortController | undefined;
  const lifeSignal = (): AbortSignal => (life ??= new AbortController()).signal;
  const delivering = shared(() => {
    life = undefined;
    const signal = lifeSignal();
    const ends = [boxes.hold(), listening.use(), volatile.start(), listenToPage(page)];
    elect(name, disk, timing, durable.start, signal);
    return () => {
      life?.abort(new Error('The outbox is closed.'));
      for (const end of ends) end();
    };
  });

  const countOthers = othersCounter(prefix, name, timing.now);
  const status = async (): Promise<CallLogStatus> => {
    const parts = await inBoth('readonly', readPart);
    const { problem } = boxes;
    return {
      ...joinParts(parts),
      ofOthers: await countOthers(),
      storage: problem === undefined ? 'durable' : 'volatile',
      storageProblem: problem ?? loss,
      isOffline: isOffline(),
    };
  };
  const show = createShow(status);

  const amendIn = async (box: Box, id: string, addition: Addition, ofRevision: number) => {
    await box.run('readwrite', (tables) => amend(tables, id, addition, timing.now(), ofRevision));
    changed();
  };

  const asides = new Set<Promise<unknown>>();
  const aside = (work: Promise<unknown>): void => {
    const quiet = work
      .catch(() => undefined)
      .finally(() => {
        asides.delete(quiet);
      });
    asides.add(quiet);
  };

  /** Keeps what `write` makes, where it can be kept. */
  async function keep(
    write: (tables: Tables, floor?: number) => Promise<Row | undefined>,
    signal: AbortSignal,
    later?: Promise<Addition>,
  ): Promise<void> {
    const added = async (box: Box, row: Row): Promise<void> => {
      const ending = lifeSignal();
      const addition = await later?.catch(() => ({}));
      if (addition && !ending.aborted) await amendIn(box, row.id, addition, row.revision);
    };
    try {
      const row = await disk.run('readwrite', (tables) => write(tables), signal);
      if (!row) return;
      mark.set(mark.read() + 1);
      aside(added(disk, row));
      return changed();
    } catch (error) {
      signal.throwIfAborted();
      if (isOfData(error)) throw error;
    }
    const leave = delivering.use();
    try {
      let taken: Promise<void> | undefined;
      const row = await memory.run(
        'readwrite',
        async (tables) => {
          const written = await write(tables);
          // Before anybody can have tried it.
          if (written?.dueAt !== undefined) taken = volatile.taken(written, signal);
          taken?.catch(() => undefined);
          return written;
        },
        signal,
      );
      if (row) aside(added(memory, row));
      changed();
      await taken;
    } finally {
      leave();
    }
  }

  const byHand = async (work: (tables: Tables) => Promise<unknown>): Promise<void> => {
    await inBoth('readwrite', work);
    changed();
  };

  return {
    begin() {
      const end = delivering.use();
      return async () => {
        end();
        while (!delivering.isOpen && asides.size > 0) await Promise.all(asides);
        // What has begun before the end closes the database when it is done.
        await boxes.workEnded();
      };
    },
    aside,
    get isOpen() {
      return delivering.isOpen;
    },
    get life() {
      return lifeSignal();
    },
    log: (draft, signal, later) =>
      keep(
        (tables) => {
          const now = timing.now();
          return enqueue(tables, draft, now, later ? now + HOLD_MS : now);
        },
        signal,
        later,
      ),
    reject: (refused, signal) =>
      keep((tables) => refuse(tables, refused, timing.now(), sendRejected !== undefined), signal),
    async amendCall(callId, find) {
      for (const box of [disk, memory]) {
        const rows = await box.run('readonly', (tables) => tables.byCall(callId)).catch(() => []);
        for (const { id, record, revision, isDerived } of rows) {
          if (record && !isDerived) await amendIn(box, id, await find(record), revision);
        }
      }
    },
    async find(keys) {
      const found = await inBoth('readonly', (tables) => findKnown(tables, keys));
      return new Map(found.flatMap((each) => Array.from(each)));
    },
    poke,
    memory: callMemoryIn(boxes),
    status,
    subscribe(listener) {
      const leave = listening.use();
      const end = show.add(listener);
      return () => {
        end();
        leave();
      };
    },
    retry: (key) => byHand((tables) => retry(tables, timing.now(), key)),
    discard: (key) => byHand((tables) => discard(tables, key)),
    resume: () => byHand((tables) => resume(tables, timing.now())),
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
