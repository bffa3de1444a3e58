import { createDatabase, withTimeout } from '@jackfield/plugin-kit';
import { isObject } from '@jackfield/plugin-kit/json';
import { deleteDB, type DBSchema } from 'idb';
import type { Entry } from './answer-cache.js';
import { ContactsError } from './contacts-error.js';

/** What one source answered, as it outlives the page. */
export interface StoredPlace {
  /** What is stored for these numbers, old or not. Never rejects, and takes no longer than `until`. */
  read(numbers: readonly string[], until: AbortSignal): Promise<ReadonlyMap<string, Entry>>;
  /** Stores an answer soon; nobody waits for that. */
  write(number: string, entry: Entry): void;
  /** Forgets what this source answered, in all tabs. */
  forget(): void;
}

/** Answers that outlive the page, in a database that all tabs share. */
export interface StoredAnswers {
  place(index: number): StoredPlace;
  /** Opens the database before it is needed, and deletes what nobody may be shown any more. */
  open(): void;
  /** Stores what waits to be stored, and closes the database. */
  close(): Promise<void>;
  /** Deletes the database. */
  wipe(): Promise<void>;
}

interface Options {
  readonly name: string;
  readonly maxEntries: number;
  /** How long an answer may be of use. */
  readonly keepMs: number;
  readonly now: () => number;
  /** Called when another tab has forgotten what the source at `index` answered; -1 is all of them. */
  readonly forgotten: (index: number) => void;
}

interface Schema extends DBSchema {
  answers: { key: [index: number, number: string]; value: Entry; indexes: { at: number } };
}

/** Longer, and asking the source would be as fast. */
const READ_MS = 1_000;
/** A host that is closed waits so long for what is still to be stored. */
const OPEN_MS = 2_000;
const BATCH_MS = 100;
/** How long a database that failed is left alone. */
const REST_MS = 60_000;
const WIPE_MS = 5_000;

/** Whether that is what was written: a database outlives the code that wrote it. */
function isEntry(x: unknown): x is Entry {
  const { at, known } = (isObject(x) ? x : {}) as Partial<Entry>;
  return (
    Number.isFinite(at) &&
    Array.isArray(known) &&
    known.every((it: unknown) => isObject(it) && isObject((it as { contact: unknown }).contact))
  );
}

/** Keeps answers in IndexedDB. Whatever that does, it costs no more than the answers kept there. */
export function createStoredAnswers(options: Options): StoredAnswers {
  const { name, maxEntries, keepMs, now, forgotten } = options;
  const database = createDatabase<Schema>(
    {
      name,
      version: 1,
      openTimeoutMs: OPEN_MS,
      upgrade: (db) => void db.createObjectStore('answers').createIndex('at', 'at'),
    },
    ContactsError,
  );
  const waiting = new Map<string, { readonly key: [number, string]; readonly entry: Entry }>();
  /** The places whose rows are to be deleted, each with the last call that said so. */
  const leaving = new Map<number, symbol>();
  /** How many wipes are in progress. */
  let wipes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushing: Promise<void> = Promise.resolve();
  let channel: BroadcastChannel | undefined;
  let restsUntil = 0;

  const isUsable = (): boolean => Boolean(globalThis.indexedDB) && performance.now() >= restsUntil;
  const rest = (): void => {
    restsUntil = performance.now() + REST_MS;
  };

  const giveUp = (): void => {
    rest();
    waiting.clear();
  };

  /** Makes other tabs forget what they know of this place. */
  const notify = (index: number): void => {
    if (!globalThis.BroadcastChannel) return;
    const sender = channel ?? new BroadcastChannel(name);
    sender.postMessage(index);
    if (sender !== channel) sender.close();
  };

  const write = async (): Promise<void> => {
    let rows: typeof waiting = new Map();
    let places: typeof leaving = new Map();
    await database.run('readwrite', async (transaction) => {
      // What is forgotten while the database is opened is not written.
      rows = new Map(waiting);
      places = new Map(leaving);
      const store = transaction.objectStore('answers');
      const quietly = async (work: () => Promise<unknown>): Promise<void> => {
        try {
          await work();
        } catch {
          // An answer that cannot be copied: it is not kept, the others are. Anything worse ends
          // the transaction, which reports it.
        }
      };
      for (const index of places.keys()) {
        void quietly(() => store.delete(IDBKeyRange.bound([index], [index, []])));
      }
      for (const { key, entry } of rows.values()) void quietly(() => store.put(entry, key));
      let excess = (await store.count()) - maxEntries;
      let cursor = await store.index('at').openKeyCursor();
      while (cursor && (excess > 0 || cursor.key <= now() - keepMs)) {
        const { primaryKey } = cursor;
        void quietly(() => store.delete(primaryKey));
        excess -= 1;
        cursor = await cursor.continue();
      }
    });
    for (const [id, row] of rows) if (waiting.get(id) === row) waiting.delete(id);
    for (const [index, call] of places) {
      if (leaving.get(index) === call) leaving.delete(index);
      // Until now other tabs may have read it again.
      notify(index);
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const flushed = flushing.then(() => (isUsable() ? write().catch(giveUp) : undefined));
    return (flushing = flushed);
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => void flush(), BATCH_MS);
  };

  const drop = (index: number): void => {
    for (const [id, { key }] of waiting) if (index < 0 || key[0] === index) waiting.delete(id);
  };

  return {
    place: (index) => ({
      async read(numbers, until) {
        const isLeaving = wipes > 0 || leaving.has(index);
        if (numbers.length === 0 || isLeaving || !isUsable()) return new Map();
        const time = withTimeout(until, READ_MS);
        try {
          return await database.run(
            'readonly',
            async (transaction) => {
              const store = transaction.objectStore('answers');
              const found = await Promise.all(numbers.map((number) => store.get([index, number])));
              return new Map(
                numbers.flatMap((number, i) => {
                  const entry: unknown = found[i];
                  return isEntry(entry) ? [[number, entry] as const] : [];
                }),
              );
            },
            time.signal,
          );
        } catch {
          if (!until.aborted) rest();
          return new Map();
        } finally {
          time.end();
        }
      },
      write(number, entry) {
        if (!isUsable()) return;
        waiting.set(`${index} ${number}`, { key: [index, number], entry });
        schedule();
      },
      forget() {
        drop(index);
        notify(index);
        leaving.set(index, Symbol());
        schedule();
      },
    }),
    open() {
      if (!isUsable()) return;
      if (globalThis.BroadcastChannel) {
        channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => {
          if (typeof data !== 'number') return;
          drop(data);
          forgotten(data);
        };
      }
      schedule();
    },
    async close() {
      channel?.close();
      channel = undefined;
      if (timer !== undefined) await flush();
      await flushing;
      database.close();
    },
    async wipe() {
      clearTimeout(timer);
      timer = undefined;
      drop(-1);
      notify(-1);
      if (!globalThis.indexedDB) return;
      wipes += 1;
      await flushing;
      let late: ReturnType<typeof setTimeout> | undefined;
      const timeout = new Promise<never>((_resolve, reject) => {
        const message = `The answers kept in "${name}" were not deleted within ${WIPE_MS} ms: another tab holds them. Close the application's other tabs.`;
        late = setTimeout(() => reject(new ContactsError('DATABASE_BLOCKED', message)), WIPE_MS);
      });
      try {
        await Promise.race([deleteDB(name), timeout]);
        leaving.clear();
        // Until now other tabs may have read it again.
        notify(-1);
      } catch (cause) {
        if (cause instanceof ContactsError) throw cause;
        throw new ContactsError('DATABASE_FAILED', `"${name}" was not deleted: ${String(cause)}`, {
          cause,
        });
      } finally {
        clearTimeout(late);
        wipes -= 1;
      }
    },
  };
}
