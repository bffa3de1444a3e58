import type { CallLogRecord, CallLogStore, FoundCallLog } from '../../src/index.js';
import type { StoreContractOptions } from '../../src/store-contract/index.js';
import { spoilt, tidyStore, type TidyStore } from './tidy-store.js';

interface BadStore {
  /** The rule that it breaks, and no other. */
  readonly breaks: string;
  /** What is wrong with it. */
  readonly because: string;
  readonly store: () => CallLogStore;
  readonly options?: StoreContractOptions;
}

type Write = (record: CallLogRecord, tidy: TidyStore) => CallLogRecord;

/** Changes what is written. */
const writing = (change: Write): (() => TidyStore) =>
  spoilt((tidy) => ({ upsert: (record, context) => tidy.upsert(change(record, tidy), context) }));

/** Refuses some of what is written. */
const refusing = (isRefused: (record: CallLogRecord) => boolean): (() => TidyStore) =>
  spoilt((tidy) => ({
    async upsert(record, context) {
      if (isRefused(record)) throw new Error('The CRM does not take this');
      await tidy.upsert(record, context);
    },
  }));

/** Changes what is found. */
const finding = (
  change: (
    found: readonly FoundCallLog[],
    keys: readonly string[],
    tidy: TidyStore,
  ) => readonly FoundCallLog[],
): (() => TidyStore) =>
  spoilt((tidy) => ({
    find: async (keys, context) => change(await tidy.find(keys, context), keys, tidy),
  }));

const withNotes = (record: CallLogRecord, change: (notes: string) => string): CallLogRecord => ({
  ...record,
  task: record.task && { ...record.task, notes: change(record.task.notes ?? '') },
});

const never = (): Promise<never> => new Promise<never>(() => undefined);

const gone = async (): Promise<never> => {
  throw new Error('The CRM is gone');
};

/** A store that fails as it should. */
const failing = (): CallLogStore => ({ upsert: gone, find: gone });

export const badStores: readonly BadStore[] = [
  {
    breaks: 'settles-in-time',
    because: 'waits for an answer that does not come',
    store: spoilt((tidy) => ({
      find: (keys, context) => (keys.length > 1 ? never() : tidy.find(keys, context)),
    })),
  },
  {
    breaks: 'finds-what-it-wrote',
    because: 'looks into an index that follows later',
    store: () => {
      const seen = new Set<string>();
      return finding((found, keys) => {
        const isFirst = keys.length === 1 && !seen.has(keys[0] as string);
        for (const key of keys) seen.add(key);
        return isFirst ? [] : found;
      })();
    },
  },
  {
    breaks: 'keeps-one-row-per-key',
    because: 'inserts, and never updates',
    store: () => {
      const writes = new Map<string, number>();
      return spoilt((tidy) => ({
        async upsert(record, context) {
          await tidy.upsert(record, context);
          writes.set(record.key, (writes.get(record.key) ?? 0) + 1);
        },
        async find(keys, context) {
          const found = await tidy.find(keys, context);
          return found.flatMap((entry) =>
            Array.from({ length: writes.get(entry.key) ?? 1 }, () => entry),
          );
        },
      }))();
    },
  },
  {
    breaks: 'keeps-rows-separate',
    because: 'keeps a row for each call and second, not for each key',
    store: () => {
      const texts = new Map<string, string>();
      return spoilt((tidy) => ({
        async upsert(record, context) {
          const notes = record.task?.notes;
          // Two legs of one transferred call.
          const shared = notes === 'first leg' || notes === 'second leg';
          if (shared) texts.set(record.call.id, notes);
          await tidy.upsert(record, context);
        },
        list: async () =>
          Array.from(tidy.rows.values(), (row) => {
            const isLeg = row.task?.notes?.endsWith(' leg') ?? false;
            const notes = isLeg ? texts.get(row.call.id) : row.task?.notes;
            return { ...row, task: { ...row.task, notes }, status: 'logged' as const };
          }),
      }))();
    },
  },
  {
    breaks: 'accepts-a-higher-revision',
    because: 'leaves a note as it was where the new one is empty',
    store: writing((record, { rows }) =>
      record.task?.notes === undefined
        ? { ...record, task: { ...record.task, notes: rows.get(record.key)?.task?.notes } }
        : record,
    ),
  },
  {
    breaks: 'ignores-a-lower-revision',
    because: 'rejects what is late, so that it is tried for ever',
    store: spoilt((tidy) => ({
      async upsert(record, context) {
        const was = tidy.rows.get(record.key);
        const rest = was && record.task?.notes === 'late';
        if (rest && was.revision > record.revision) throw new Error('409 Conflict');
        await tidy.upsert(record, context);
      },
    })),
  },
  {
    breaks: 'ignores-an-equal-revision',
    because: 'compares with <=',
    store: spoilt(({ rows, upsert }) => ({
      async upsert(record, context) {
        await upsert(record, context);
        if (rows.get(record.key)?.revision === record.revision)
          rows.set(record.key, structuredClone(record));
      },
    })),
    // The object is copied late as well; that is another rule's.
    options: { ignore: { 'keeps-its-own-copy': 'it is not what this store is about' } },
  },
  {
    breaks: 'keeps-the-highest-revision',
    because: 'reads first and writes then',
    store: spoilt(({ rows }) => ({
      async upsert(record, { signal }) {
        signal.throwIfAborted();
        const copy = structuredClone(record);
        const isNewer = copy.revision > (rows.get(copy.key)?.revision ?? -Infinity);
        await Promise.resolve();
        if (isNewer) rows.set(copy.key, copy);
      },
    })),
  },
  {
    breaks: 'keeps-concurrent-logs',
    because: 'drops what comes too fast, and says that it has written it',
    store: () => {
      let running = 0;
      return spoilt((tidy) => ({
        async upsert(record, context) {
          running += 1;
          if (running <= 20) await tidy.upsert(record, context);
          else context.signal.throwIfAborted();
          running -= 1;
        },
      }))();
    },
  },
  {
    breaks: 'finds-only-written-keys',
    because: 'finds by a prefix',
    store: finding((found, keys, { rows }) => [
      ...found,
      ...keys.flatMap((key) =>
        !rows.has(key) && [...rows.keys()].some((known) => known === `${key}$2`) ? [{ key }] : [],
      ),
    ]),
  },
  {
    breaks: 'finds-only-requested-keys',
    because: 'answers with everything it has',
    store: finding((found, keys, { rows }) =>
      keys.length === 1
        ? [...found, ...[...rows.keys()].flatMap((key) => (keys.includes(key) ? [] : [{ key }]))]
        : found,
    ),
  },
  {
    breaks: 'finds-nothing-for-no-keys',
    because: 'makes a condition that is wrong SQL',
    store: finding((found, keys) => {
      if (keys.length === 0) throw new Error('syntax error at or near ")"');
      return found;
    }),
  },
  {
    breaks: 'finds-many-at-once',
    because: 'reads only the first page of 100',
    store: finding((found, keys) => found.filter(({ key }) => keys.indexOf(key) < 100)),
  },
  {
    breaks: 'finds-a-repeated-key',
    because: 'refuses a list with doubles',
    store: finding((found, keys) => {
      if (new Set(keys).size < keys.length) throw new Error('keys must be unique');
      return found;
    }),
  },
  {
    breaks: 'keeps-unusual-keys',
    because: 'has a table that does not distinguish upper from lower case',
    store: () => {
      const keyed = (key: string): string =>
        key.startsWith('contract-') ? key : key.toLowerCase();
      const tidy = tidyStore();
      return {
        ...tidy,
        upsert: (record, context) => tidy.upsert({ ...record, key: keyed(record.key) }, context),
        async find(keys, context) {
          const found = await tidy.find(keys.map(keyed), context);
          return keys.flatMap((key) =>
            found.some((entry) => entry.key === keyed(key))
              ? [{ ...found.find((entry) => entry.key === keyed(key)), key }]
              : [],
          );
        },
      };
    },
  },
  {
    breaks: 'keeps-unusual-keys',
    because: 'keeps rows in an object’s members',
    store: refusing(({ key }) => key in {}),
  },
  {
    breaks: 'keeps-unusual-keys',
    because: 'puts keys into an address as they are',
    store: finding((found) => found.filter(({ key }) => !/[/?#%]/.test(key))),
  },
  {
    breaks: 'accepts-logs-without-a-task',
    because: 'reads the task’s notes without looking whether there is one',
    store: refusing(({ task }) => task === undefined),
  },
  {
    breaks: 'accepts-unknown-members',
    because: 'checks records against the members that it knows',
    store: refusing((record) => 'futureMember' in record),
  },
  {
    breaks: 'accepts-unusual-numbers',
    because: 'makes a date of the startTime',
    store: refusing(({ call }) => {
      try {
        return new Date(call.startTime ?? 0).toISOString() === '';
      } catch {
        return true;
      }
    }),
  },
  {
    breaks: 'keeps-long-notes',
    because: 'has a column of 4,000 characters',
    store: writing((record) => withNotes(record, (notes) => notes.slice(0, 4_000))),
  },
  {
    breaks: 'keeps-every-script',
    because: 'has a table of three bytes a character',
    store: writing((record) =>
      // Long notes are another rule's.
      withNotes(record, (notes) =>
        notes.length < 1_000 ? notes.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?') : notes,
      ),
    ),
  },
  {
    breaks: 'keeps-its-own-copy',
    because: 'keeps the caller’s own object',
    store: spoilt(({ rows }) => ({
      async upsert(record, { signal }) {
        signal.throwIfAborted();
        if (record.revision > (rows.get(record.key)?.revision ?? -Infinity))
          rows.set(record.key, record);
      },
    })),
  },
  {
    breaks: 'honours-its-signal',
    because: 'says that it has written what it has not',
    store: spoilt((tidy) => ({
      async upsert(record, context) {
        if (!context.signal.aborted) await tidy.upsert(record, context);
      },
    })),
  },
  {
    breaks: 'honours-its-signal',
    because: 'waits for an abort that has been already',
    store: spoilt((tidy) => ({
      async find(keys, context) {
        if (context.signal.aborted) return never();
        return tidy.find(keys, context);
      },
    })),
    options: {
      // It looks at the same thing, where it is not about hanging.
      ignore: { 'rejects-with-errors': 'its errors cannot be checked' },
    },
  },
  {
    breaks: 'honours-its-signal',
    because: 'is stuck for a key whose write was aborted',
    store: () => {
      const stuck = new Set<string>();
      return spoilt((tidy) => ({
        async upsert(record, context) {
          if (stuck.has(record.key)) throw new Error('The row is locked');
          if (context.signal.aborted) stuck.add(record.key);
          await tidy.upsert(record, context);
        },
      }))();
    },
  },
  {
    breaks: 'aborts-a-hanging-call',
    because: 'does not hand its signal on',
    store: tidyStore,
    options: { hanging: () => ({ upsert: never, find: never }) },
  },
  {
    breaks: 'rejects-with-errors',
    because: 'throws at once where the signal has aborted',
    store: spoilt((tidy) => ({
      upsert(record, context) {
        context.signal.throwIfAborted();
        return tidy.upsert(record, context);
      },
    })),
  },
  {
    breaks: 'rejects-with-errors',
    because: 'rejects with a text',
    store: tidyStore,
    options: { failing: () => ({ ...failing(), upsert: () => Promise.reject('503') }) },
  },
  {
    breaks: 'rejects-with-errors',
    because: 'rejects with a StoreError of a kind that there is not',
    store: tidyStore,
    options: {
      failing: () => ({
        ...failing(),
        upsert: () =>
          Promise.reject(Object.assign(new Error('later'), { name: 'StoreError', kind: 'later' })),
      }),
    },
  },
  {
    breaks: 'reports-failures',
    because: 'does not look at the response’s status',
    store: tidyStore,
    options: { failing: () => ({ ...failing(), upsert: async () => undefined }) },
  },
  {
    breaks: 'reports-failures',
    because: 'finds nothing where the CRM refuses',
    store: tidyStore,
    options: { failing: () => ({ ...failing(), find: async () => [] }) },
  },
  {
    breaks: 'returns-the-contact',
    because: 'keeps no contact',
    store: finding((found) => found.map(({ key, id }) => ({ key, id }))),
  },
  {
    breaks: 'keeps-rejected-logs-separate',
    because: 'puts rejected logs into the same table',
    store: spoilt(({ rows }) => ({
      async reject(record, { signal }) {
        signal.throwIfAborted();
        rows.set(record.key, record as unknown as CallLogRecord);
      },
    })),
  },
  {
    breaks: 'works-after-close',
    because: 'is closed for good',
    store: spoilt((tidy) => {
      let isClosed = false;
      return {
        async upsert(record, context) {
          if (isClosed) throw new Error('The connection is closed');
          await tidy.upsert(record, context);
        },
        close() {
          isClosed = true;
        },
      };
    }),
  },
];
