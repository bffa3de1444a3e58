import { createListeners } from '@jackfield/plugin-kit';
import type {
  CallLogRecord,
  ListedCallLog,
  LocalCallLogStore,
  RejectedCallLog,
} from './call-log-store.js';
import { foundIn } from './found-in.js';
import { newestFirst } from './newest-first.js';

/** Keeps call logs until the page is left: for tests and demonstrations. */
export function memoryCallLogStore(): LocalCallLogStore {
  const logged = new Map<string, CallLogRecord>();
  const rejected = new Map<string, RejectedCallLog>();
  const listeners = createListeners<ListedCallLog>();

  const isNewer = <T extends { readonly revision: number }>(
    rows: ReadonlyMap<string, T>,
    { key, revision }: T & { readonly key: string },
  ) => revision > (rows.get(key)?.revision ?? -Infinity);

  return {
    async upsert(record, { signal }) {
      signal.throwIfAborted();
      if (!isNewer(logged, record)) return;
      // A copy, as a database would make: later changes to the caller's objects are not ours.
      const copy = structuredClone(record);
      logged.set(record.key, copy);
      listeners.emit({ ...copy, status: 'logged' });
    },
    async reject(record, { signal }) {
      signal.throwIfAborted();
      if (!isNewer(rejected, record)) return;
      const copy = structuredClone(record);
      rejected.set(record.key, copy);
      listeners.emit({ ...copy, status: 'rejected' });
    },
    async find(keys, { signal }) {
      signal.throwIfAborted();
      return keys.flatMap((key) => foundIn(logged.get(key)));
    },
    list: async () => structuredClone(newestFirst(logged.values(), rejected.values())),
    subscribe: (listener) => listeners.add(listener),
  };
}
