import type { ImportIssue } from '../contacts-error.js';
import type { ContactChanges } from '../rest/read-changes.js';

/** Asks a CRM for a page of changes; `since` is `undefined` for the first of all. */
export type FetchChanges = (
  since: string | undefined,
  context: { readonly signal: AbortSignal },
) => Promise<ContactChanges>;

/** What was taken over. */
export interface SyncResult {
  /** Contacts that were written. */
  readonly imported: number;
  /** Contacts that were removed. */
  readonly deleted: number;
  /** Invalid contacts, which were skipped: the database has what it had of them. */
  readonly faulty: number;
  /** What was wrong with them: the first thousand issues. */
  readonly issues: readonly ImportIssue[];
  /** Up to where the database has all changes. */
  readonly since: string | undefined;
}

/** Options of `sync`. */
export interface SyncOptions {
  /** Called after each page. */
  readonly onProgress?:
    ((progress: { readonly imported: number; readonly deleted: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
