import type { CountryCode } from 'libphonenumber-js/min';
import type { AnswerCacheOptions } from './answer-cache.js';
import type { ContactSource } from './contact-source.js';

/** Options of `contacts`. */
export interface ContactsOptions {
  /** Where contacts come from. Default: this browser's IndexedDB, as its owner has it. */
  readonly source?: ContactSource | undefined;
  /**
   * Where contacts come from, if these are several places. All are asked at the same time; where
   * they differ on one contact, the first counts.
   */
  readonly sources?: readonly ContactSource[] | undefined;
  /**
   * The country whose national numbers carriers send, such as `US`.
   *
   * Default: the sources' `defaultCountry` if one has it, else `US`.
   */
  readonly defaultCountry?: CountryCode | undefined;
  /**
   * How many digits at the end of a number, 7 to 10, are enough if nobody has the number itself:
   * for a CRM whose numbers lack their area code. Default: all of them must be equal.
   */
  readonly looseDigits?: number | undefined;
  /**
   * Which other numbers are the same line as one in E.164, both ways: `+221…` before and after a
   * change of the country's plan. Contacts of any of them are found. Changes that the package knows
   * need no option: see the README.
   */
  readonly sameNumber?: ((number: string) => readonly string[]) | undefined;
  /** How long answers are kept; `false` keeps none. */
  readonly cache?: AnswerCacheOptions | false | undefined;
  /** Who is signed in to the CRM: nobody else is answered from what was kept of that. */
  readonly owner?: string | undefined;
  /**
   * How long a source may go on when the widget has been answered without it, in milliseconds.
   * Default 30,000.
   */
  readonly sourceTimeoutMs?: number | undefined;
  /** The plugin's name; give one if a host has two of these. Default `contacts`. */
  readonly name?: string | undefined;
  /** The clock, in epoch milliseconds. Default: that of the host, and `Date.now` before there is one. */
  readonly now?: (() => number) | undefined;
}
