import { protocol } from '@jackfield/core/ringcx';
import * as fc from 'fast-check';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { type Arena, openArena } from './arena.js';
import { type Behaviour, behaviours, makePlugins } from './behaviour.js';
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

/** What comes in a life of at most `most` steps. */
export function stepsOf(isCopied: boolean, most: number): fc.Arbitrary<readonly Step[]> {
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
  return fc.array(step, { minLength: 1, maxLength: most, size: 'max' });
}

const sessionsOf = (isCopied: boolean, most: number): fc.Arbitrary<Session> =>
  fc.record({
    handled: fc.subarray([...REQUESTS]),
    behaviours: fc.array(behaviours, { minLength: 1, maxLength: 16 }),
    steps: stepsOf(isCopied, most),
    closesAtOnce: fc.boolean(),
    isCopied: fc.constant(isCopied),
  });

/** Sessions of at most `most` steps; shorter ones are tried when one of them fails. */
export const sessions = (most: number): fc.Arbitrary<Session> =>
  fc.oneof(
    { weight: 3, arbitrary: sessionsOf(true, most) },
    { weight: 1, arbitrary: sessionsOf(false, most) },
  );

/** A session for the reader of a failure: each message as it comes. */
export const showSession = ({ steps, ...rest }: { readonly steps: readonly Step[] }): unknown => ({
  ...rest,
  steps: steps
    .filter((step) => step !== NOTHING)
    .map((step) => ('draft' in step ? [step.draft, show(messageOf(step.draft))] : step)),
});

/** Lets all of `steps` happen to a host. */
export async function walk(arena: Arena, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if ('waitMs' in step) await arena.advance(step.waitMs);
    else arena.deliver(messageOf(step.draft), step.draft.isCopied);
  }
}

/**
 * Plays a session against a host of its own; returns what the host did wrong, which is nothing.
 *
 * @param seen - gets what became of the messages
 */
export async function play(session: Session, seen: Set<string>): Promise<readonly string[]> {
  const { handled, behaviours, isCopied } = session;
  const clock = createTestClock();
  const issues: string[] = [];
  const plugins = makePlugins({
    handled,
    behaviours,
    later: (run, ms) => clock.setTimeout(run, ms),
    received(name, body) {
      const { type, bare } = protocol.pushes[name];
      const { status } = protocol.dispatchFromWidget(bare ? 'bare' : 'push', type, body);
      if (status !== 'valid') issues.push(`delivered a ${status} ${name}`);
    },
  });
  // What a script hands over may throw when it is read.
  const arena = openArena({ plugins, handled, clock, isRead: isCopied, seen });
  await walk(arena, session.steps);
  return [...(await arena.finish({ now: session.closesAtOnce })), ...issues];
}
