import type { CountryCode } from 'libphonenumber-js/min';
import { isDuration, isName, type Test } from '@jackfield/plugin-kit';
import { checkOptions } from '../check-options.js';
import { countryRule } from '../normalise-number.js';

/** Options of {@link indexedDbContactSource}. */
export interface IndexedDbContactSourceOptions {
  /** The database's name. Default `jackfield-contacts`. */
  readonly name?: string | undefined;
  /**
   * Whose contacts these are: the id of the CRM's user, or of the tenant. Each has a database of
   * its own, so that nobody finds another's contacts on a shared workstation.
   */
  readonly owner?: string | undefined;
  /** The country whose national numbers the contacts have. Default `US`. */
  readonly defaultCountry?: CountryCode | undefined;
  /**
   * How many last digits are indexed as well, 7 to 10, as the option `looseDigits` of `contacts`
   * needs it. Default: none.
   */
  readonly looseDigits?: number | undefined;
  /** How long opening the database may take, in milliseconds. Default 5,000. */
  readonly openTimeoutMs?: number | undefined;
}

const isLoose: Test = (x) => Number.isInteger(x) && (x as number) >= 7 && (x as number) <= 10;

export function checkDatabaseOptions(options: IndexedDbContactSourceOptions): void {
  checkOptions('indexedDbContactSource', options, {
    name: [isName, 'a name'],
    owner: [isName, 'an id as a text'],
    defaultCountry: countryRule,
    looseDigits: [isLoose, 'a whole number from 7 to 10'],
    openTimeoutMs: [isDuration, 'milliseconds above 0'],
  });
}

/** The name of an owner's database. */
export const databaseName = ({
  name = 'jackfield-contacts',
  owner,
}: IndexedDbContactSourceOptions): string => (owner === undefined ? name : `${name}@${owner}`);
