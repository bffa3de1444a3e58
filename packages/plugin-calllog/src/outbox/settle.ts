import { isStoreError } from '../store-error.js';
import { type Backoff, waitAfter } from './backoff.js';
import type { Tables } from './box.js';
import type { Row } from './row.js';

/** What settling a try needs to know. */
export interface Terms {
  readonly now: number;
  readonly backoff: Backoff;
  readonly retentionMs: number;
  /** From 0 to 1. */
  readonly random: number;
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error && error.message) || String(error);

/**
 * Notes what became of a try, in a transaction of its caller's.
 *
 * A row that has changed meanwhile keeps waiting: what was tried is not what it says. One that was
 * removed stays away.
 *
 * @param failure - what the store rejected with, within an object; `undefined` if it has the log
 */
export async function settle(
  tables: Tables,
  { id, revision }: Row,
  failure: { readonly error: unknown } | undefined,
  { now, backoff, retentionMs, random }: Terms,
): Promise<void> {
  const row = await tables.get(id);
  const { error } = failure ?? {};
  const isPause = isStoreError(error) && error.kind === 'unauthorized';
  if (isPause) await tables.putNote('paused', true);
  if (row?.revision !== revision) return;
  if (!failure) {
    const expiresAt = now + retentionMs;
    const done = { tries: 0, reason: undefined, dueAt: undefined, notBefore: undefined };
    await tables.put({ ...row, ...done, deliveredAt: now, expiresAt });
    return;
  }
  const tries = row.tries + 1;
  const failed = { ...row, tries, reason: wordsOf(error) };
  if (isStoreError(error) && error.kind === 'permanent') {
    await tables.put({ ...failed, dueAt: undefined, notBefore: undefined });
    return;
  }
  const { retryAfterMs = 0 } = isStoreError(error) ? error : {};
  const wait = Math.max(waitAfter(tries, backoff, random), retryAfterMs);
  await tables.put({ ...failed, dueAt: now + wait, notBefore: now + retryAfterMs });
}
