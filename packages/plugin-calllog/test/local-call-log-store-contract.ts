import type { Contact } from '@jackfield/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallLogRecord, LocalCallLogStore, RejectedCallLog } from '../src/index.js';

const signal = new AbortController().signal;

/** For the contract of all stores: these keep whose call it was. */
export const contact: Contact = { id: 'c-1', type: 'acme', name: 'Ada', phoneNumbers: [] };

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
  issues: [
    {
      pointer: '',
      keyword: 'required',
      expected: "required property 'call'",
      received: 'nothing',
      message: "Expected required property 'call' at /, received nothing.",
    },
  ],
  ...more,
});

/** What stores within the page do beyond the contract of all; `fresh` makes one that has nothing. */
export function localCallLogStoreContract(fresh: () => LocalCallLogStore): void {
  let store: LocalCallLogStore;
  beforeEach(() => {
    store = fresh();
  });

  const notes = async () =>
    (await store.list()).map((log) => (log.status === 'logged' ? log.task?.notes : log.raw));

  describe('what is refused', () => {
    it('notifies no listener of a log that changes nothing', async () => {
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
  });

  it('notifies its listeners of each change until they leave, leaving twice being fine', async () => {
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
