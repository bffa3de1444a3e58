import type { Step, Transcript } from './parse-transcript.js';
import type { AnyWire } from './recorded-wire.js';

/** After this time a host assumes that a silent widget is listening (session.ts of core). */
const SETTLE_MS = 2_000;

/** What a replay does before the first line, to restore the host's state at that time. */
export interface Opening {
  /** How long before the first line it begins. */
  readonly leadMs: number;
  readonly first: 'load' | 'loading' | undefined;
}

type Roles = AnyWire['protocol']['roles'];

const isMessage = (
  step: Step | undefined,
  direction: 'in' | 'out',
  names: readonly (string | undefined)[] = [],
): boolean =>
  step?.kind === 'message' &&
  step.line.direction === direction &&
  step.line.name !== undefined &&
  names.includes(step.line.name);

/**
 * Returns whether the widget had been loaded when a recording began in the state `loading`. Its `load`
 * makes the host register; so does its first message, and that register message precedes it, as do the
 * commands that waited for it. An init makes the host register again, unless it was the first message.
 */
function wasLoaded({ register, ready }: Roles, steps: readonly Step[]): boolean {
  const isRegister = (step: Step | undefined): boolean => isMessage(step, 'out', [register]);
  const index = steps.findIndex(
    (step) => step.kind === 'widget' || (step.kind === 'message' && step.line.direction === 'out'),
  );
  if (!isRegister(steps[index])) return false;
  return !isMessage(steps[index + 1], 'in', ready) || isRegister(steps[index + 2]);
}

/** Returns whether the page was the first to send a message, which it does when the widget listens. */
function isPageFirst(steps: readonly Step[]): boolean {
  const first = steps.find((step) => step.kind !== 'message' || step.line.name !== undefined);
  return first?.kind === 'message' && first.line.direction === 'out';
}

/** Returns how a replay begins. */
export function openingOf(
  roles: Roles,
  { state }: Transcript['header'],
  steps: readonly Step[],
): Opening {
  const isRegistered = state === 'registered' || state === 'registerFailed';
  // Without a register message, only a command shows that the widget had been loaded, and for long enough.
  const hadSettled = state === 'loading' && roles.register === undefined && isPageFirst(steps);
  if (isRegistered || hadSettled) return { leadMs: SETTLE_MS, first: 'load' };
  if (state !== 'loading') return { leadMs: 0, first: undefined };
  return { leadMs: 0, first: wasLoaded(roles, steps) ? 'load' : 'loading' };
}
