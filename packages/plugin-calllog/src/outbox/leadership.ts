import type { OutboxStorage } from './storage.js';
import type { TabMessage } from './tab-channel.js';
import type { Timing } from './timing.js';

/*
 * Chooses the tab that delivers. It only saves work: two tabs that deliver at once do no harm, since
 * a store takes each revision once. When in doubt, another tab becomes leader.
 *
 * 1. A tab leads while it holds the Web Lock of the outbox, or, without Web Locks, the lease in the
 *    database, which it renews.
 * 2. A tab that does not lead asks over the channel who delivers. The leader answers after it has
 *    reached its database, and that alone counts: messages reach hidden tabs without delay, and a
 *    frozen tab, one in a loop, or a script that only holds the lock's name cannot answer.
 * 3. Without an answer for `answerMs`, and without any sign of life for `trustMs`, the tab that has
 *    asked takes leadership: it steals the lock, or writes its own lease.
 * 4. A tab that loses the lock ends its tries and asks for the lock again.
 */

/** What a leader does. */
export interface Duty {
  /** Begins; returns what ends it. */
  begin(): () => void;
  /** Resolves to whether it can work. */
  check(): Promise<boolean>;
}

/** What {@link standForLeadership} needs. */
export interface LeadershipOptions {
  /** The name of the lock. */
  readonly name: string;
  readonly storage: OutboxStorage;
  readonly timing: Timing;
  readonly duty: Duty;
  /** Sends to the other tabs; `undefined` where the browser has no channel. */
  readonly send: ((message: TabMessage) => void) | undefined;
  /** Called when the leader falls silent, or answers again. */
  readonly onSilence: () => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** This tab's part in the choice. */
export interface Leadership {
  /** Whether another tab leads, or should, and gives no sign of life. */
  readonly isSilent: boolean;
  onMessage(message: TabMessage): void;
}

interface Lease {
  readonly holder: string;
  readonly until: number;
}

export function standForLeadership(options: LeadershipOptions): Leadership {
  const { name, storage, timing, duty, send, onSilence, signal } = options;
  const { system } = timing;
  const { askMs, answerMs, trustMs, leaseMs, restMs } = timing.leadership;
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  const holder = `${system.now()}.${Math.random()}`;
  const timers = new Set<unknown>();
  const answers = new Set<() => void>();
  let provenAt = system.elapsed();
  let isSilent = false;
  /** What ends this tab's leadership; `undefined` while it does not lead. */
  let end: (() => void) | undefined;
  let renew: (() => void) | undefined;

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = system.setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });

  const setSilent = (next: boolean): void => {
    if (isSilent === next) return;
    isSilent = next;
    onSilence();
  };

  const onProof = (): void => {
    provenAt = system.elapsed();
    for (const answer of answers) answer();
    answers.clear();
    setSilent(false);
  };

  /** Asks who delivers; resolves to whether there is a sign of life within this time. */
  const ask = async (ms: number): Promise<boolean> => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    answers.add(answer);
    send?.('who-delivers');
    await Promise.race([answered, wait(answerMs)]);
    if (answers.has(answer) && ms > answerMs) {
      setSilent(true);
      await Promise.race([answered, wait(ms - answerMs)]);
    }
    return !answers.delete(answer);
  };

  const begin = (): void => {
    const finish = duty.begin();
    end = () => {
      end = undefined;
      finish();
      provenAt = system.elapsed();
    };
    send?.('delivering');
    onProof();
  };

  function leadByLock(): void {
    let waiting = new AbortController();
    signal.addEventListener('abort', () => waiting.abort(), { once: true });

    const request = async (steal: boolean): Promise<void> => {
      waiting = new AbortController();
      let isGranted = false;
      const hold = (): Promise<void> | undefined => {
        isGranted = true;
        if (signal.aborted) return undefined;
        return new Promise((release) => {
          const leave = (): void => {
            signal.removeEventListener('abort', leave);
            end?.();
            release();
          };
          begin();
          signal.addEventListener('abort', leave, { once: true });
        });
      };
      const { signal: cancelled } = waiting;
      try {
        await locks?.request(name, steal ? { steal } : { signal: cancelled }, hold);
      } catch {
        // Stolen, or no longer waited for, or there is no lock here.
        if (isGranted) end?.();
        if (signal.aborted || cancelled.aborted) return;
        if (!isGranted) return leadByLease();
      }
      if (!signal.aborted) void request(false);
    };

    const watch = async (): Promise<void> => {
      while (!signal.aborted) {
        await wait(askMs);
        if (signal.aborted) return;
        const silentMs = system.elapsed() - provenAt;
        if (end || silentMs < askMs) continue;
        if ((await ask(trustMs - silentMs)) || end || signal.aborted) continue;
        waiting.abort();
        void request(true);
      }
    };

    void request(false);
    if (send) void watch();
  }

  function leadByLease(): void {
    // Each request for the lock may fail.
    if (renew) return;
    /** Writes the lease, if it is this tab's, nobody's, or to be taken over. */
    const write = (takeOver: boolean): Promise<'ours' | 'theirs' | 'expired'> =>
      storage.run('readwrite', async (tables) => {
        const now = system.now();
        const lease = (await tables.note('lease')) as Lease | undefined;
        // One that ends too late was given before the clock was put back.
        const isLease = lease !== undefined && lease.until <= now + leaseMs;
        if (signal.aborted) return 'theirs';
        if (isLease && lease.holder !== holder && !takeOver) {
          if (lease.until > now) return 'theirs';
          if (send) return 'expired';
        }
        await tables.putNote('lease', { holder, until: now + leaseMs });
        return 'ours';
      });

    const resign = (): void => {
      end?.();
      restingUntil = system.elapsed() + restMs;
      const release = storage.run('readwrite', async (tables) => {
        const lease = (await tables.note('lease')) as Lease | undefined;
        if (lease?.holder === holder) await tables.putNote('lease', undefined);
      });
      release.catch(() => undefined);
    };
    let restingUntil = 0;

    /** A leader that hangs does not renew its lease. */
    const isWell = (): Promise<boolean> =>
      Promise.race([duty.check(), wait(answerMs).then(() => false)]);

    const stand = async (): Promise<void> => {
      if (end && !(await isWell())) return resign();
      let result = await write(false);
      if (result === 'expired') result = (await ask(answerMs)) ? 'theirs' : await write(true);
      if (signal.aborted) return;
      if (result !== 'ours') end?.();
      else if (!end) begin();
    };

    const run = async (): Promise<void> => {
      while (!signal.aborted) {
        // A database that hangs does not end it.
        if (system.elapsed() >= restingUntil)
          await Promise.race([stand().catch(() => undefined), wait(leaseMs)]);
        await wait(leaseMs / 3);
      }
    };

    renew = () => void write(false).catch(() => undefined);
    signal.addEventListener('abort', () => end && resign(), { once: true });
    void run();
  }

  signal.addEventListener(
    'abort',
    () => {
      for (const timer of timers) system.clearTimeout(timer);
    },
    { once: true },
  );
  if (!signal.aborted) (locks ? leadByLock : leadByLease)();

  return {
    get isSilent() {
      return isSilent;
    },
    onMessage(message) {
      if (message === 'delivering') onProof();
      if (message !== 'who-delivers' || !end) return;
      const asked = end;
      void duty.check().then((isWell) => {
        if (!isWell || end !== asked) return;
        renew?.();
        send?.('delivering');
      });
    },
  };
}
