import { protocol } from '@jackfield/core/ringcx';
import type { Step, Transcript } from './parse-transcript.js';

/** How long a host takes a widget that says nothing to listen (session.ts of core). */
const SETTLE_MS = 2_000;

/** What a replay does before the first line, to bring the host to where it was then. */
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
 * Whether the widget had been loaded when a recording began in the state `loading`. Its `load`
 * makes the host register; so does its first message, and that register comes before it. An init
 * makes it register again, unless it was that message.
 */
function wasLoaded(steps: readonly Step[]): boolean {
  const index = steps.findIndex((step) => step.kind === 'widget' || isRegister(step));
  if (!isRegister(steps[index])) return false;
  return !isReady(steps[index + 1]) || isRegister(steps[index + 2]);
}

/** Tells how a replay begins. */
export function openingOf({ state }: Transcript['header'], steps: readonly Step[]): Opening {
  if (state === 'registered') return { leadMs: SETTLE_MS, first: 'load' };
  if (state !== 'loading') return { leadMs: 0, first: undefined };
  return { leadMs: 0, first: wasLoaded(steps) ? 'load' : 'loading' };
}
