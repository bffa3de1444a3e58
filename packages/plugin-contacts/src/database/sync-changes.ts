import type { Contact } from '@jackfield/core';
import { contactKey, type ContactRow } from '../contact-row.js';
import { ContactsError, type ImportIssue, KEPT_ISSUES } from '../contacts-error.js';
import { describePrivately } from '../describe-privately.js';
import { checkOne } from '../read-contacts.js';
import type { ContactChanges } from '../rest/read-changes.js';
import { createYielder } from './yielder.js';
import { type DatabaseTransaction, getSetting, putSetting } from './database-schema.js';
import type { Database } from './open-database.js';
import type { FetchChanges, SyncOptions, SyncResult } from './sync-options.js';
import { writeRows } from './write-rows.js';

/** Few, since changes hit contacts all over the database, and each costs its whole block. */
const RECORDS = 100;

function checkChanges(changes: ContactChanges, since: string | undefined): void {
  const fail = (expected: string, received: unknown): never => {
    const message = `sync: expected ${expected}, received ${describePrivately(received)}.`;
    throw new ContactsError('CHANGES_INVALID', message);
  };
  if (typeof changes !== 'object' || changes === null) {
    fail('{ contacts, deleted, next, more }', changes);
  }
  const { contacts, deleted, next, more } = changes;
  if (!Array.isArray(contacts)) fail('contacts as an array', contacts);
  if (!Array.isArray(deleted)) fail('deleted as an array', deleted);
  if (typeof next !== 'string') fail('next as a text', next);
  if (typeof more !== 'boolean') fail('more as true or false', more);
  // It would be asked for, and given, for ever.
  if (more && next === since) fail('another next where there is more', next);
  for (const entry of deleted as readonly unknown[]) {
    const { id, type } = (entry ?? {}) as { id?: unknown; type?: unknown };
    const isId = typeof id === 'string' || Number.isFinite(id);
    if (!isId || (type !== undefined && typeof type !== 'string')) {
      fail('each of deleted as { id, type? }', entry);
    }
  }
}

async function getSince(
  transaction: DatabaseTransaction<IDBTransactionMode>,
): Promise<string | undefined> {
  const since: unknown = await getSetting(transaction, 'since');
  // Else it is damaged: everything is asked for again.
  return typeof since === 'string' ? since : undefined;
}

/** Writes one page; `undefined` if another tab has taken it over meanwhile. */
async function writePage(
  database: Database,
  page: { readonly rows: readonly ContactRow[]; readonly deleted: readonly string[] },
  [since, next]: readonly [since: string | undefined, next: string],
  signal: AbortSignal,
): Promise<{ readonly removed: number } | undefined> {
  const records = [
    ...page.deleted.map((key) => ({ key, row: undefined })),
    ...page.rows.map((row) => ({ key: row.key, row })),
  ];
  let removed = 0;
  for (let from = 0; from === 0 || from < records.length; from += RECORDS) {
    const slice = records.slice(from, from + RECORDS);
    const isLast = from + RECORDS >= records.length;
    const written = await database.write(async (transaction) => {
      if ((await getSince(transaction)) !== since) return undefined;
      if (isLast) await putSetting(transaction, 'since', next);
      return writeRows(transaction, {
        rows: slice.flatMap(({ row }) => row ?? []),
        deleted: slice.flatMap(({ key, row }) => (row ? [] : key)),
      });
    }, signal);
    if (!written) return undefined;
    removed += written.removed;
  }
  return { removed };
}

/**
 * Takes over what has changed, page by page:
 *
 * 1. the CRM is asked for what came after the database's token;
 * 2. its contacts and deletions are written, and with the last of them the new token, in one
 *    transaction: cut off before that, the same page is asked for again;
 * 3. a token that is not the one asked with means that another tab was there before: its goes on.
 */
export async function syncChanges(
  database: Database,
  fetchChanges: FetchChanges,
  { onProgress, signal = new AbortController().signal }: SyncOptions,
): Promise<SyncResult> {
  const yieldWhenDue = createYielder();
  const issues: ImportIssue[] = [];
  let [imported, deleted, faulty] = [0, 0, 0];

  const run = async (): Promise<SyncResult> => {
    for (;;) {
      const since = await database.read(getSince, signal);
      const changes = await fetchChanges(since, { signal });
      signal.throwIfAborted();
      checkChanges(changes, since);
      const rows: ContactRow[] = [];
      const found: ImportIssue[] = [];
      let skipped = 0;
      for (const [i, contact] of changes.contacts.entries()) {
        const checked = checkOne(contact);
        if (Array.isArray(checked)) {
          skipped += 1;
          found.push(...checked.map((it) => ({ ...it, pointer: `/contacts/${i}${it.pointer}` })));
        } else rows.push(database.toRow(checked));
        await yieldWhenDue();
      }
      const isKept = new Set(rows.map(({ key }) => key));
      const keys = changes.deleted
        .map(({ type, id }) => contactKey({ type, id } as Contact))
        .filter((key) => !isKept.has(key));
      const page = { rows, deleted: keys };
      const written = await writePage(database, page, [since, changes.next], signal);
      if (!written) continue;
      imported += rows.length;
      deleted += written.removed;
      faulty += skipped;
      issues.push(...found.slice(0, KEPT_ISSUES - issues.length));
      if (rows.length + written.removed > 0) database.changed();
      onProgress?.({ imported, deleted });
      if (!changes.more) return { imported, deleted, faulty, issues, since: changes.next };
    }
  };

  // Two tabs would ask for each page twice.
  const { locks } = globalThis.navigator ?? {};
  return locks
    ? locks.request<Promise<SyncResult>>(`jackfield-sync-${database.config.name}`, { signal }, run)
    : run();
}
