import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallLogRecord, LocalCallLogStore, RejectedCallLog } from '../src/index.js';

const signal = new AbortController().signal;

export const record = (more: Partial<CallLogRecord> = {}): CallLogRecord => ({
  key: '201910162213030139010000000016$2',
  revision: 1,
  receivedAt: 1_571_278_384_000,
  call: { id: '201910162213030139010000000016', direction: 'INBOUND' } as CallLogRecord['call'],
  task: { dispositionId: '1001', notes: 'Call back on Monday.' },
  ...more,
});

export const rejection = (more: Partial<RejectedCallLog> = {}): RejectedCallLog => ({
  key: '201910162213030139010000000016$2',
  revision: 1,
  receivedAt: 1_571_278_384_000,
  raw: { sessionId: '201910162213030139010000000016$2' },
  faults: [{ pointer: '', expected: "required property 'call'", keyword: 'required' }],
  ...more,
});

/** What every shipped store does; `fresh` makes one that has nothing yet. */
export function callLogStoreContract(fresh: () => LocalCallLogStore): void {
  let store: LocalCallLogStore;
  beforeEach(() => {
    store = fresh();
  });

  const logged = async (key: string) => (await store.find([key], { signal })).length > 0;
  const notes = async () =>
    (await store.list()).map((log) => (log.status === 'logged' ? log.task?.notes : log.raw));

  describe('what is refused', () => {
    it('changes nothing for a lower revision of a key, and resolves', async () => {
      await store.upsert(record({ revision: 5, task: { notes: 'later' } }), { signal });
      await store.upsert(record({ revision: 4, task: { notes: 'earlier' } }), { signal });
      expect(await notes()).toEqual(['later']);
    });

    it('changes nothing for an equal revision of a key, and tells no listener', async () => {
      await store.upsert(record({ task: { notes: 'first' } }), { signal });
      const listener = vi.fn();
      store.subscribe(listener);
      await store.upsert(record({ task: { notes: 'again' } }), { signal });
      expect(await notes()).toEqual(['first']);
      expect(listener).not.toHaveBeenCalled();
    });

    it('changes nothing for a lower revision of a rejected log', async () => {
      await store.reject(rejection({ revision: 5, raw: 'later' }), { signal });
      await store.reject(rejection({ revision: 5, raw: 'equal' }), { signal });
      await store.reject(rejection({ revision: 4, raw: 'earlier' }), { signal });
      expect(await notes()).toEqual(['later']);
    });

    it('writes nothing and rejects with the reason when the signal has aborted', async () => {
      const reason = new Error('too late');
      const context = { signal: AbortSignal.abort(reason) };
      await expect(store.upsert(record(), context)).rejects.toBe(reason);
      await expect(store.reject(rejection(), context)).rejects.toBe(reason);
      await expect(store.find(['a'], context)).rejects.toBe(reason);
      expect(await store.list()).toEqual([]);
    });

    it('does not find keys that were never logged', async () => {
      await store.upsert(record({ key: 'a$2' }), { signal });
      expect(await store.find(['a', '$2', 'a$', 'A$2', '', '__proto__'], { signal })).toEqual([]);
    });

    it('does not find a log that was rejected', async () => {
      await store.reject(rejection(), { signal });
      expect(await logged(rejection().key)).toBe(false);
    });

    it('is not disturbed by a listener that throws', async () => {
      const report = vi.fn();
      vi.stubGlobal('reportError', report);
      const error = new Error('listener');
      const second = vi.fn();
      store.subscribe(() => {
        throw error;
      });
      store.subscribe(second);
      await store.upsert(record(), { signal });
      vi.unstubAllGlobals();
      expect(report).toHaveBeenCalledWith(error);
      expect(second).toHaveBeenCalledOnce();
    });
  });

  it('finds the keys that were logged, each under itself', async () => {
    for (const key of ['a$2', 'segment-1', '__proto__']) {
      await store.upsert(record({ key }), { signal });
    }
    expect(await store.find(['__proto__', 'b', 'a$2'], { signal })).toEqual([
      { key: '__proto__', id: '__proto__' },
      { key: 'a$2', id: 'a$2' },
    ]);
  });

  it('replaces a log by one of a higher revision', async () => {
    await store.upsert(record({ revision: 1, task: { notes: 'first' } }), { signal });
    await store.upsert(record({ revision: 2, task: { notes: 'second' } }), { signal });
    expect(await notes()).toEqual(['second']);
  });

  it('decides between two logs of a key that come at once by their revisions', async () => {
    await Promise.all([
      store.upsert(record({ revision: 2, task: { notes: 'second' } }), { signal }),
      store.upsert(record({ revision: 1, task: { notes: 'first' } }), { signal }),
    ]);
    expect(await notes()).toEqual(['second']);
  });

  it('keeps a log without a task, and one with null for a disposition', async () => {
    const { task: _task, ...bare } = record({ key: 'a' });
    await store.upsert(bare, { signal });
    await store.upsert(record({ key: 'b', revision: 2, task: { dispositionId: null } }), {
      signal,
    });
    expect(await store.list()).toEqual([
      { ...record({ key: 'b', revision: 2, task: { dispositionId: null } }), status: 'logged' },
      { ...bare, status: 'logged' },
    ]);
  });

  it('keeps a rejected log beside the good one of the same key', async () => {
    await store.upsert(record({ revision: 1 }), { signal });
    await store.reject(rejection({ revision: 2 }), { signal });
    expect(await store.list()).toEqual([
      { ...rejection({ revision: 2 }), status: 'rejected' },
      { ...record({ revision: 1 }), status: 'logged' },
    ]);
    expect(await logged(record().key)).toBe(true);
  });

  it('keeps what it was given, whatever its caller does to that afterwards', async () => {
    const mine = { notes: 'as written' };
    await store.upsert(record({ task: mine }), { signal });
    mine.notes = 'changed';
    expect(await notes()).toEqual(['as written']);
  });

  it('tells its listeners of each change until they leave, leaving twice being fine', async () => {
    const listener = vi.fn();
    const leave = store.subscribe(listener);
    const other = vi.fn();
    store.subscribe(other);
    await store.upsert(record(), { signal });
    await store.reject(rejection({ revision: 2 }), { signal });
    leave();
    leave();
    await store.upsert(record({ revision: 3 }), { signal });
    expect(listener.mock.calls).toEqual([
      [{ ...record(), status: 'logged' }],
      [{ ...rejection({ revision: 2 }), status: 'rejected' }],
    ]);
    expect(other).toHaveBeenCalledTimes(3);
  });
}
