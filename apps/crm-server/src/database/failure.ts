/** Why the database could not do what was asked; `undefined`: for a reason of its own. */
export type Failure = 'storage' | 'away' | 'value' | undefined;

// Codes of PostgreSQL (Appendix A of its manual) and of the system.
const STORAGE = /^(?:53100|25006|58\w{3}|ENOSPC|EDQUOT|EIO|EROFS)$/u;
const AWAY =
  /^(?:(?:08|53|57)\w{3}|40001|40P01|55P03|ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|E\w*TIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/u;
const VALUE = /^(?:22\w{3}|54000)$/u;

/** The driver's own errors have no code. */
const AWAY_MESSAGE =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after|Query read timeout)/u;

/**
 * Returns why the database refused. `storage`: it cannot write, because its disk is full, broken or
 * read-only. `away`: it was not reached, had no connection left, or ended what it did; a retry may succeed.
 * `value`: it cannot store what was sent, which a retry does not change.
 */
export function failureOf(error: unknown): Failure {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  const known = typeof code === 'string' ? code : '';
  if (STORAGE.test(known)) return 'storage';
  if (AWAY.test(known) || AWAY_MESSAGE.test(message)) return 'away';
  return VALUE.test(known) ? 'value' : undefined;
}
