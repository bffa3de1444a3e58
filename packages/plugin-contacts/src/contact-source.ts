import type { Contact } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';

/** What every call of a source gets. */
export interface ContactSourceContext {
  /** Aborts when nobody waits for the answer any longer: pass it to `fetch`. */
  readonly signal: AbortSignal;
}

/** The contacts of each number, as an object or a `Map`; numbers of nobody may be left out. */
export type ContactsByNumber =
  Readonly<Record<string, readonly Contact[]>> | ReadonlyMap<string, readonly Contact[]>;

/** Where contacts come from: the one method that a CRM brings. */
export interface ContactSource {
  /**
   * Finds the contacts of all these numbers at once.
   *
   * @param numbers - in E.164 (`+16503945910`), or as they came where they are no such number (a
   *   short code, an extension). Each is asked for once, and never an empty one. Answer under these
   *   very strings, the best contact first.
   */
  findByNumbers(
    numbers: readonly string[],
    context: ContactSourceContext,
  ): Promise<ContactsByNumber>;
  /** The country whose national numbers the source has, if it is the source that knows. */
  readonly defaultCountry?: CountryCode | undefined;
  /** Calls `listener` when contacts have changed, so that no cached answer outlives that. */
  subscribe?(listener: () => void): () => void;
  /**
   * Lets go of what is open, since the plugin was removed or its host closed.
   *
   * Another host may be using the source still, and it may be used again.
   */
  close?(): void | Promise<void>;
}

/** What an import did. */
export interface ImportResult {
  /** How many contacts were written, new ones and replaced ones. */
  readonly imported: number;
}

/** Contacts kept within the page: what the shipped sources can do beyond {@link ContactSource}. */
export interface ContactBook extends ContactSource {
  readonly defaultCountry: CountryCode;
  /**
   * Adds contacts, and replaces those of the same `type` and `id`.
   *
   * @param json - an array of contacts, or the JSON text of one
   * @throws `ContactsError` with the code `IMPORT_INVALID` and a complete list of `faults` if
   *   anything is wrong; then no contact is imported.
   */
  import(json: unknown, options?: { readonly signal?: AbortSignal }): Promise<ImportResult>;
  /** All contacts, by name. */
  list(): Promise<readonly Contact[]>;
  /** Removes all contacts. */
  clear(): Promise<void>;
  /** Calls `listener` after each change made through this object; returns what ends that. */
  subscribe(listener: () => void): () => void;
}
