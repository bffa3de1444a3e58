import type { CallLogItem, CallLogOutbox, CallLogState, CallLogStatus } from '../../src/status.js';
import type { CallLogRecord } from '../../src/index.js';

/** An outbox that a test moves by hand. */
export interface FakeOutbox extends CallLogOutbox {
  /** What was asked of it: `retry 1$2`, `discard 1$2`, `resume`. */
  readonly asked: readonly string[];
  /** How many listen to it. */
  readonly listeners: number;
  /** Puts these in the place of all it has, and reports it. */
  set(items: readonly CallLogItem[], more?: Partial<CallLogStatus>): void;
  /** Emits its status again, as another tab's work makes a real one do. */
  tick(): void;
  /** What the next action rejects with. */
  failNext(error: unknown): void;
  /** Keeps the next action waiting until the returned function is called. */
  holdNext(): () => void;
}

export const statusOf = (
  items: readonly CallLogItem[],
  more: Partial<CallLogStatus> = {},
): CallLogStatus => {
  const counts: Record<CallLogState, number> = {
    pending: 0,
    failed: 0,
    paused: 0,
    delivered: 0,
    rejected: 0,
  };
  for (const { state } of items) counts[state] += 1;
  return {
    items,
    counts,
    ofOthers: 0,
    storage: 'durable',
    isPaused: false,
    isOffline: false,
    ...more,
  };
};

export function fakeOutbox(items: readonly CallLogItem[] = []): FakeOutbox {
  let status = statusOf(items);
  const asked: string[] = [];
  const listeners = new Set<(status: CallLogStatus) => void>();
  let next: (() => Promise<void>) | undefined;

  const act = async (said: string): Promise<void> => {
    asked.push(said);
    const run = next;
    next = undefined;
    await run?.();
  };
  const tick = (): void => {
    for (const listener of listeners) listener(status);
  };
  return {
    asked,
    get listeners() {
      return listeners.size;
    },
    tick,
    set(items, more) {
      status = statusOf(items, more);
      tick();
    },
    failNext(error) {
      next = async () => {
        throw error;
      };
    },
    holdNext() {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      next = () => held;
      return release;
    },
    status: async () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    retry: (key) => act(key === undefined ? 'retry all' : `retry ${key}`),
    discard: (key) => act(`discard ${key}`),
    resume: () => act('resume'),
    wipe: () => act('wipe'),
  };
}

const party = (phoneNumber: string, name?: string) => ({
  phoneNumber,
  ...(name !== undefined && { name }),
});

/** The same for all, so that only what a test says decides their order. */
const CAME_AT = Date.now() - 60_000;

export const NOTE = 'Secret: the customer is getting divorced.';

/** A log of a call from `name`. */
export function item(
  key: string,
  state: CallLogState,
  more: Partial<CallLogItem> & { readonly name?: string; readonly number?: string } = {},
): CallLogItem {
  const { name = 'Priya Raman', number = '6505550142', ...rest } = more;
  const receivedAt = CAME_AT;
  const record = {
    key,
    revision: 1,
    receivedAt,
    call: { id: key, direction: 'INBOUND', from: party(number, name), to: party('6505550100') },
    task: { dispositionId: '1101', notes: NOTE },
  } as unknown as CallLogRecord;
  return { key, state, record, tries: 0, isFinal: false, receivedAt, ...rest };
}

/** What the widget sent and nobody can read. */
export const rejectedItem = (key: string): CallLogItem => ({
  key,
  state: 'rejected',
  tries: 0,
  isFinal: true,
  receivedAt: CAME_AT,
  rejected: {
    key,
    revision: 1,
    raw: { sessionId: key, task: { notes: NOTE } },
    issues: [
      {
        pointer: '/call',
        keyword: 'required',
        expected: "required property 'call'",
        received: 'nothing',
        message: "Expected required property 'call' at /call, received nothing.",
      },
    ],
    receivedAt: CAME_AT,
  },
});
