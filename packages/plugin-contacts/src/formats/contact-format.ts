import type { ImportIssue } from '../contacts-error.js';
import type { DateOrder } from '../read-time.js';

/** What a reader found: a contact, not yet checked, or what is wrong in its place. */
export type ReadEntry =
  | { readonly line: number; readonly contact: unknown }
  | {
      readonly line: number;
      readonly issue: ImportIssue;
      /** The contact is there, without what the issue is about. */
      readonly isLeftOut?: true | undefined;
    };

/** Reads one file, whose text comes part by part, cut anywhere. */
export interface ContactReader {
  /** Takes the next part, and gives what is complete. */
  read(text: string): Iterable<ReadEntry>;
  /** Gives what is left at the end. */
  end(): Iterable<ReadEntry>;
  /** Whether lines are folded, so that a line may end within a letter of UTF-8. */
  readonly isFolded?: boolean | undefined;
  /** Names of columns that no member of a contact was made of. */
  readonly ignored?: readonly string[] | undefined;
}

/** How the columns of a CSV file become contacts. */
export interface CsvOptions {
  /**
   * What each column is, by its name in the first line, whatever its case: `id`, `type`, `name`,
   * `firstName`, `lastName`, `company`, `profileImageUrl`, `phoneNumber`, `phoneNumber:mobile` (and
   * any other kind), `false` to leave it out, or any other member of a contact. What is not named
   * here is guessed from the names that Google, Outlook, Salesforce, HubSpot, Zoho and Pipedrive
   * give to columns, and German ones; what is not for certain a contact's own is left out, and
   * reported as `ignored`.
   */
  readonly columns?: Readonly<Record<string, string | false>> | undefined;
  /** What stands between fields. Default: what the first line has most of, of `,` `;` `|` and tabs. */
  readonly delimiter?: string | undefined;
  /**
   * Which of 12.01. and 01/12 is the day, where it is not clear. Default: what other dates of the
   * file say, of which one has a day above 12; without one the contact gets no date, and an issue.
   */
  readonly dateOrder?: DateOrder | undefined;
  /** The `type` of contacts that have none. */
  readonly contactType?: string | undefined;
}

/** How cards become contacts. */
export interface VCardOptions {
  /** The `type` of the contacts. */
  readonly contactType?: string | undefined;
}

/** A format as posted to the import worker: without its functions. */
export type PlainFormat =
  | { readonly type: 'json-lines' }
  | ({ readonly type: 'csv' } & CsvOptions)
  | ({ readonly type: 'vcard' } & VCardOptions);
