import type { Contact } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';

/** What every call of a source gets. */
export interface ContactSourceContext {
  /**
   * Aborts when the answer has taken too long to be of use, or the plugin is removed: pass it to
   * `fetch`. It does not abort when the widget is answered without this source, since an answer
   * that is late for one question is in time for the next.
   */
  readonly signal: AbortSignal;
}

/** A contact as a source has it; other members are allowed, and stay in the page. */
export interface SourceContact extends Contact {
  /**
   * When anybody last dealt with this contact: ISO 8601, or milliseconds or seconds since 1970.
   *
   * Of several contacts of one number the widget shows the first, which is the one touched last.
   */
  readonly touchedAt?: string | number | undefined;
  /** Used where there is no `touchedAt`. */
  readonly updatedAt?: string | number | undefined;
}

/** The contacts of each number, as an object or a `Map`; numbers of nobody may be left out. */
export type ContactsByNumber =
  | Readonly<Record<string, readonly SourceContact[]>>
  | ReadonlyMap<string, readonly SourceContact[]>;

/** Where contacts come from: the one method that a CRM brings. */
export interface ContactSource {
  /**
   * Finds the contacts of all these numbers at once.
   *
   * @param numbers - in E.164 (`+16503945910`), after it `;ext=12` if the question has an extension
   *   (the main number is then asked for, too), or as they came where they are no such number (a
   *   short code, an internal extension, a SIP address). With the option `looseDigits` a number
   *   that nobody has is asked for again as `~3945910`: all whose numbers end so. Each is asked for
   *   once, and never an empty one. Answer under these very strings; contacts that were touched at
   *   the same time, or never, are shown in your order.
   */
  findByNumbers(
    numbers: readonly string[],
    context: ContactSourceContext,
  ): Promise<ContactsByNumber>;
  /** The country whose national numbers the source has, if it is the source that knows. */
  readonly defaultCountry?: CountryCode | undefined;
  /**
   * How many last digits it finds contacts by, if it is the source that knows; 0 is none. It must be
   * what the option `looseDigits` of `contacts` says.
   */
  readonly looseDigits?: number | undefined;
  /** Whether it answers from this browser: then no answer is kept for longer than the page lives. */
  readonly isLocal?: boolean | undefined;
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
export interface LocalContactSource extends ContactSource {
  readonly defaultCountry: CountryCode;
  readonly isLocal: true;
  /**
   * Adds contacts, and replaces those of the same `type` and `id`.
   *
   * @param json - an array of contacts, or the JSON text of one
   * @throws `ContactsError` with the code `IMPORT_INVALID` and a complete list of `issues` if
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
