import type { CallMemory, CallRow } from './call-memory.js';

const KEPT_MS = 7 * 86_400_000;
const KEPT_ROWS = 1_000;

/** Whether a log may still have to be created for it. */
const isOpen = ({ call, derived }: CallRow): boolean =>
  call !== undefined && derived?.storedAt === undefined;

/**
 * Deletes calls without a message for a week, unless their log is still to be created, and all
 * beyond a thousand, the oldest first.
 */
export async function forgetOld(memory: CallMemory, now: number): Promise<void> {
  const rows = [...(await memory.all())].sort(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.updatedAt - a.updatedAt,
  );
  const isOld = (row: CallRow) => !isOpen(row) && now - row.updatedAt > KEPT_MS;
  for (const [i, row] of rows.entries()) {
    if (i < KEPT_ROWS && !isOld(row)) continue;
    // A call that was updated in the meantime stays.
    await memory.update(row.id, (kept) => (kept?.updatedAt === row.updatedAt ? undefined : kept));
  }
}
