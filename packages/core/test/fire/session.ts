import * as fc from 'fast-check';
import { openArena } from './arena.js';
import { type Behaviour, behaviours } from './behaviour.js';
import { show } from './hold.js';
import { type Draft, drafts, messageOf, REQUESTS, type RequestName } from './messages.js';

/** One thing that happens: a message comes, or time goes by. */
export type Step = { readonly draft: Draft } | { readonly waitMs: number };

/** All that a host meets in its life. */
export interface Session {
  /** What its plugins handle. */
  readonly handled: readonly RequestName[];
  /** What they do, in turn. */
  readonly behaviours: readonly Behaviour[];
  readonly steps: readonly Step[];
  readonly closesAtOnce: boolean;
  /** Whether all that comes is such as `postMessage` brings. */
  readonly isCopied: boolean;
}

const NOTHING: Step = { waitMs: 0 };

function sessionsOf(isCopied: boolean, most: number): fc.Arbitrary<Session> {
  const copied = fc.record({ draft: drafts({ isCopied: true }) });
  const raw = fc.record({ draft: drafts({ isCopied: false }) });
  const step: fc.Arbitrary<Step> = fc.oneof(
    // What is not needed for a failure becomes nothing.
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(NOTHING) },
    { weight: 1, arbitrary: fc.record({ waitMs: fc.constantFrom(1, 3_000, 16_000) }) },
    { weight: 40, arbitrary: copied },
    ...(isCopied ? [] : [{ weight: 20, arbitrary: raw }]),
  );
  return fc.record({
    handled: fc.subarray([...REQUESTS]),
    behaviours: fc.array(behaviours, { minLength: 1, maxLength: 8 }),
    steps: fc.array(step, { minLength: 1, maxLength: most, size: 'max' }),
    closesAtOnce: fc.boolean(),
    isCopied: fc.constant(isCopied),
  });
}

/** Sessions of at most `most` steps; shorter ones are tried when one of them fails. */
export const sessions = (most: number): fc.Arbitrary<Session> =>
  fc.oneof(
    { weight: 3, arbitrary: sessionsOf(true, most) },
    { weight: 1, arbitrary: sessionsOf(false, most) },
  );

/** A session for whoever must find out what is wrong: each message as it comes. */
export const tellSession = ({ steps, ...rest }: Session): unknown => ({
  ...rest,
  steps: steps
    .filter((step) => step !== NOTHING)
    .map((step) => ('draft' in step ? [step.draft, show(messageOf(step.draft))] : step)),
});

/**
 * Plays a session against a host of its own; returns what the host did wrong, which is nothing.
 *
 * @param seen - gets what became of the messages
 */
export async function play(session: Session, seen: Set<string>): Promise<readonly string[]> {
  const arena = openArena(session, { isRead: session.isCopied, seen });
  for (const step of session.steps) {
    if ('waitMs' in step) await arena.advance(step.waitMs);
    else arena.deliver(messageOf(step.draft), step.draft.isCopied);
  }
  return arena.finish({ now: session.closesAtOnce });
}
