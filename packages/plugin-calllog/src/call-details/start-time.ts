import { instantsAt, skippedWallTime, wallTime } from './wall-time.js';

const SERVER_ZONE = 'America/New_York';
const MINUTE = 60_000;
/** How far a computer's clock may be behind the server's. */
const SKEW = 5 * MINUTE;
/** How long after its start the first message about a call usually arrives: it may be queued. */
const WAIT = 30 * MINUTE;

/** When a call began, as far as that is known. */
export interface StartTime {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly isCertain: boolean;
  /** The call's `startTime` as the widget sent it. */
  readonly raw: number;
}

interface Readings {
  /** What `startTime` means if it is New York's wall time, parsed in the browser's zone. */
  readonly corrected: readonly number[];
  /** Whether New York's clocks or the browser's repeat or skip an hour then. */
  readonly isAtChange: boolean;
}

function readAgain(raw: number, zone: string): Readings {
  const shown = wallTime(raw, zone);
  const skipped = skippedWallTime(raw, zone);
  const meant = instantsAt(shown, SERVER_ZONE);
  const meantIfSkipped = skipped === undefined ? [] : instantsAt(skipped, SERVER_ZONE);
  return {
    corrected: [...meant, ...meantIfSkipped],
    isAtChange:
      meant.length !== 1 || meantIfSkipped.length > 0 || instantsAt(shown, zone).length > 1,
  };
}

/**
 * Finds out when a call began. `next` sends that instant; 0.x and 1.0 send New York's wall time,
 * parsed as if it were the browser's, and no message says which version sent it. So both readings
 * are compared with the time at which the widget's message arrived:
 *
 * 1. Where they are equal there is nothing to decide.
 * 2. A reading that lies in the future is out, save for a small difference of the clocks.
 * 3. Of the others the nearest one wins.
 * 4. It is certain if the call waited no longer than is usual and would have had to wait longer by
 *    every other reading, or if the other readings are out however wrong this computer's clock is
 *    within reason; and if no clock that is read here repeats or skips that hour.
 *
 * Without that moment, or if no reading can be, the raw value stays and is not certain.
 *
 * @param raw - the call's `startTime`; the result is `undefined` if it is not a number
 * @param zone - the browser's
 * @param receivedAt - when the push about the ring or the answer arrived, in epoch milliseconds
 */
export function findStart(
  raw: number | undefined,
  zone: string,
  receivedAt?: number,
): StartTime | undefined {
  if (raw === undefined || !Number.isFinite(raw)) return undefined;
  let readings: Readings;
  try {
    readings = readAgain(raw, zone);
  } catch {
    // A zone that is not known here, or a time beyond all calendars.
    return { at: raw, isCertain: false, raw };
  }
  const { corrected, isAtChange } = readings;
  const all = [...new Set([raw, ...corrected])];
  if (all.length === 1) return { at: raw, isCertain: !isAtChange, raw };
  const [winner, ...others] = receivedAt === undefined ? [] : byLikelihood(all, receivedAt);
  if (!winner || winner.wait < -SKEW) return { at: raw, isCertain: false, raw };
  const isUsual = (wait: number) => wait >= -SKEW && wait <= WAIT;
  const isDecided =
    others.every(({ wait }) => wait < -WAIT) ||
    (isUsual(winner.wait) && !others.some(({ wait }) => isUsual(wait)));
  return { at: winner.at, isCertain: isDecided && !isAtChange, raw };
}

interface Reading {
  readonly at: number;
  /** For how long the call had waited, if it began then. */
  readonly wait: number;
}

/** The nearest one that is not in the future first. */
function byLikelihood(instants: readonly number[], receivedAt: number): readonly Reading[] {
  const rank = ({ wait }: Reading) => (wait < -SKEW ? Infinity : Math.abs(wait));
  return instants
    .map((at): Reading => ({ at, wait: receivedAt - at }))
    .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

/** The zone of this browser, as of this moment: computers travel. */
export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
