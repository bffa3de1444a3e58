import { hasMethods, isDuration, isFunction, isName, type Test } from '@jackfield/plugin-kit';
import { checkOptions } from './check-options.js';
import type { ContactsOptions } from './contacts-options.js';
import { ContactsError } from './contacts-error.js';
import { countryRule } from './normalise-number.js';

const isAge: Test = (x) => typeof x === 'number' && x >= 0;
const isCount: Test = (x) => Number.isInteger(x) && (x as number) > 0;
const isSource: Test = (x) => hasMethods(x, 'findByNumbers');
// Fewer digits are the same for too many people.
const isLoose: Test = (x) => Number.isInteger(x) && (x as number) >= 7 && (x as number) <= 10;

/** @throws `ContactsError` with the code `OPTION_INVALID` */
export function checkContactsOptions(options: ContactsOptions): void {
  checkOptions('contacts', options, {
    source: [isSource, 'a source with the method findByNumbers'],
    sources: [
      (x) => Array.isArray(x) && x.length > 0 && x.every(isSource),
      'an array of sources, each with the method findByNumbers',
    ],
    defaultCountry: countryRule,
    looseDigits: [isLoose, 'a whole number from 7 to 10'],
    cache: [(x) => x === false || (typeof x === 'object' && x !== null), 'an object or false'],
    owner: [isName, 'the id of a user'],
    sourceTimeoutMs: [isDuration, 'milliseconds above 0'],
    name: [isName, 'a name'],
    now: [isFunction, 'a function that returns epoch milliseconds'],
    sameNumber: [isFunction, 'a function from a number to others of the same line'],
  });
  checkOptions('contacts, option cache', options.cache || {}, {
    foundMs: [isAge, 'milliseconds'],
    notFoundMs: [isAge, 'milliseconds'],
    staleMs: [isAge, 'milliseconds'],
    maxEntries: [isCount, 'a whole number above 0'],
  });
  const { source, sources, defaultCountry, looseDigits } = options;
  if (source && sources) {
    throw new ContactsError(
      'OPTION_INVALID',
      'contacts: expected source or sources, received both.',
    );
  }
  let country = defaultCountry;
  for (const { defaultCountry: its, looseDigits: digits } of sources ?? (source ? [source] : [])) {
    if (looseDigits !== undefined && digits !== undefined && digits !== looseDigits) {
      throw new ContactsError(
        'OPTION_INVALID',
        `contacts, option looseDigits: expected the source's, ${digits}, received ${looseDigits}. Give both the same.`,
      );
    }
    if (country && its && its !== country) {
      throw new ContactsError(
        'OPTION_INVALID',
        `contacts, option defaultCountry: expected the source's, ${its}, received ${country}. Numbers read by different rules never match.`,
      );
    }
    country ??= its;
  }
}
