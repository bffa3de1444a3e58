import { protocol } from '@jackfield/core/ringcx';
import type { Step, Transcript } from './parse-transcript.js';

/** After this time a host assumes that a silent widget is listening (session.ts of core). */
const SETTLE_MS = 2_000;

/** What a replay does before the first line, to restore the host's state at that time. */
export interface Opening {
  /** How long before the first line it begins. */
  readonly leadMs: number;
  readonly first: 'load' | 'loading' | undefined;
}

const isRegister = (step: Step | undefined): boolean =>
  step?.kind === 'message' &&
  step.line.direction === 'out' &&
  step.line.name === protocol.roles.register;

const isReady = (step: Step | undefined): boolean =>
  step?.kind === 'message' &&
  step.line.direction === 'in' &&
  step.line.name === protocol.roles.ready;

/**
 * Returns whether the widget had been loaded when a recording began in the state `loading`. Its `load`
 * makes the host register; so does its first message, and that register message precedes it. An init
 * makes the host register again, unless it was the first message.
 */
function wasLoaded(steps: readonly Step[]): boolean {
  const index = steps.findIndex((step) => step.kind === 'widget' || isRegister(step));
  if (!isRegister(steps[index])) return false;
  return !isReady(steps[index + 1]) || isRegister(steps[index + 2]);
}

/** Returns how a replay begins. */
export function openingOf({ state }: Transcript['header'], steps: readonly Step[]): Opening {
  if (state === 'registered' || state === 'registerFailed')
    return { leadMs: SETTLE_MS, first: 'load' };
  if (state !== 'loading') return { leadMs: 0, first: undefined };
  return { leadMs: 0, first: wasLoaded(steps) ? 'load' : 'loading' };
}
