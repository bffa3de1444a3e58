import type { Box } from './box.js';
import type { Timing } from './timing.js';

/** Without locks, a tab that is heard of no more leads so long yet. */
const LEASE_MS = 15_000;

interface Lease {
  readonly holder: string;
  readonly until: number;
}

/** By a row of the database: who renews it leads. A tab that slept may lead beside another a while. */
function leadByLease(box: Box, timing: Timing, lead: () => () => void, signal: AbortSignal): void {
  const holder = `${timing.now()}.${Math.random()}`;
  let end: (() => void) | undefined;
  let timer: unknown;

  const renew = async (): Promise<void> => {
    const isOurs = await box
      .run('readwrite', async (tables) => {
        const now = timing.now();
        const lease = (await tables.note('lease')) as Lease | undefined;
        // One that ends too late was given before the clock was put back.
        const isHeld = lease && lease.until > now && lease.until <= now + LEASE_MS;
        if (signal.aborted || (isHeld && lease.holder !== holder)) return false;
        await tables.putNote('lease', { holder, until: now + LEASE_MS });
        return true;
      })
      .catch(() => false);
    if (signal.aborted) return;
    if (isOurs) end ??= lead();
    else {
      end?.();
      end = undefined;
    }
    timer = timing.setTimeout(() => void renew(), LEASE_MS / 3);
  };

  signal.addEventListener(
    'abort',
    () => {
      timing.clearTimeout(timer);
      if (!end) return;
      end();
      void box
        .run('readwrite', async (tables) => {
          const lease = (await tables.note('lease')) as Lease | undefined;
          if (lease?.holder === holder) await tables.putNote('lease', undefined);
        })
        .catch(() => undefined);
    },
    { once: true },
  );
  void renew();
}

/**
 * Elects who delivers: one of all tabs that have called this with the same name.
 *
 * It only saves work. Two that deliver at once do no harm, since a store takes each revision once.
 *
 * @param lead - runs when this tab is elected; what it returns runs when that is over
 * @param signal - ends it
 */
export function elect(
  name: string,
  box: Box,
  timing: Timing,
  lead: () => () => void,
  signal: AbortSignal,
): void {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  const byLease = () => signal.aborted || leadByLease(box, timing, lead, signal);
  if (!locks) {
    byLease();
    return;
  }
  const hold = (): Promise<void> =>
    new Promise((release) => {
      const end = lead();
      const leave = () => {
        end();
        release();
      };
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) leave();
    });
  locks.request(name, { signal }, hold).catch(byLease);
}
