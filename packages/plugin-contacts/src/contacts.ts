import { definePlugin, type Contact, type Plugin } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';
import { hasMethods, isFunction, isName, type Test } from '@jackfield/plugin-kit';
import { createAnswerCache, type AnswerCacheOptions } from './answer-cache.js';
import { checkOptions } from './check-options.js';
import { createContactLookup } from './contact-lookup.js';
import type { ContactSource } from './contact-source.js';
import { ContactsError } from './contacts-error.js';
import { indexedDbContactSource } from './indexeddb-contact-source.js';
import { countryRule, DEFAULT_COUNTRY, normaliseNumber } from './normalise-number.js';

/** Options of {@link contacts}. */
export interface ContactsOptions {
  /** Where contacts come from. Default: this browser's IndexedDB. */
  readonly source?: ContactSource | undefined;
  /**
   * The country whose national numbers carriers send, such as `US`.
   *
   * Default: the source's `defaultCountry` if it has one, else `US`.
   */
  readonly defaultCountry?: CountryCode | undefined;
  /** How long answers are kept, in this page; `false` keeps none. */
  readonly cache?: AnswerCacheOptions | false | undefined;
  /** The plugin's name; give one if a host has two of these. Default `contacts`. */
  readonly name?: string | undefined;
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

const isAge: Test = (x) => typeof x === 'number' && x >= 0;
const isCount: Test = (x) => Number.isInteger(x) && (x as number) > 0;

function check(options: ContactsOptions): void {
  checkOptions('contacts', options, {
    source: [(x) => hasMethods(x, 'findByNumbers'), 'a source with the method findByNumbers'],
    defaultCountry: countryRule,
    cache: [(x) => x === false || (typeof x === 'object' && x !== null), 'an object or false'],
    name: [isName, 'a name'],
    now: [isFunction, 'a function that returns epoch milliseconds'],
  });
  checkOptions('contacts, option cache', options.cache || {}, {
    foundMs: [isAge, 'milliseconds'],
    notFoundMs: [isAge, 'milliseconds'],
    maxEntries: [isCount, 'a whole number above 0'],
  });
  const { source, defaultCountry } = options;
  if (defaultCountry && source?.defaultCountry && source.defaultCountry !== defaultCountry) {
    throw new ContactsError(
      'OPTION_INVALID',
      `contacts, option defaultCountry: expected the source's, ${source.defaultCountry}, came ${defaultCountry}. Numbers read by different rules never match.`,
    );
  }
}

/**
 * The plugin that tells the widget whose numbers are ringing.
 *
 * @example
 * ```ts
 * createHost({ service: 'Acme CRM', plugins: [contacts({ source: acmeSource })] });
 * ```
 */
export function contacts(options: ContactsOptions = {}): Plugin {
  check(options);
  const { cache = {}, name = 'contacts', now = Date.now } = options;
  const source =
    options.source ?? indexedDbContactSource({ defaultCountry: options.defaultCountry });
  const country = options.defaultCountry ?? source.defaultCountry ?? DEFAULT_COUNTRY;
  const lookup = createContactLookup(source, cache ? createAnswerCache(cache, now) : undefined);

  return definePlugin({
    name,
    setup() {
      const stop = source.subscribe?.(() => lookup.forget());
      return () => {
        stop?.();
        return source.close?.();
      };
    },
    requests: {
      async matchContacts(queries, { signal }) {
        const asked = new Map<string, string>();
        for (const { phoneNumber } of queries) {
          const number = normaliseNumber(phoneNumber, country);
          if (number !== undefined) asked.set(phoneNumber, number);
        }
        const found = await lookup.find([...new Set(asked.values())], signal);
        const replies: [string, readonly Contact[]][] = [];
        for (const [phoneNumber, number] of asked) {
          const people = found.get(number);
          if (people && people.length > 0) replies.push([phoneNumber, people]);
        }
        // fromEntries defines members, so that `__proto__` is a key like any other.
        return Object.fromEntries(replies);
      },
    },
  });
}
