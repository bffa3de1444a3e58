import type { Contact } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';
import {
  createRestClient,
  inBatches,
  restRules,
  type RestFailure,
  type RestHeaders,
} from '@jackfield/plugin-kit';
import { checkOptions } from '../check-options.js';
import type { ContactSource, ContactSourceContext } from '../contact-source.js';
import { ContactsError, isContactsError } from '../contacts-error.js';
import { describePrivately } from '../describe-privately.js';
import { readChanges, type ContactChanges } from './read-changes.js';

/** Options of {@link restContactSource}. */
export interface RestContactSourceOptions {
  /** Where the contract's paths begin, such as `https://crm.example/api`. */
  readonly url: string;
  /** Sent with each request, such as `{ authorization: 'Bearer …' }`; a function is asked each time. */
  readonly headers?: RestHeaders | undefined;
  /** Sends the requests. Default: the page's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long one request may take, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /**
   * How many bytes of a response are read, decompressed. A longer response is given up and fails.
   * Default 10,000,000.
   */
  readonly maxResponseBytes?: number | undefined;
  /** The country whose national numbers the CRM has, such as `US`. */
  readonly defaultCountry?: CountryCode | undefined;
}

/** What {@link RestContactSource.changes} is asked for. */
export interface ContactChangesQuery {
  /** `next` of the previous response; without it, all contacts are returned. */
  readonly since?: string | undefined;
  /** How many changes at most. Default 500. */
  readonly limit?: number | undefined;
}

/** A source behind a REST API. */
export interface RestContactSource extends ContactSource {
  /** What has changed since a token, for a copy of the CRM's contacts to follow. */
  changes(query: ContactChangesQuery, context: ContactSourceContext): Promise<ContactChanges>;
}

// Which countries there are is known to the number plans, which this has no other use for.
const isCountry = (x: unknown): boolean => typeof x === 'string' && /^[A-Z]{2}$/u.test(x);

const rules = {
  ...restRules,
  defaultCountry: [isCountry, "a country such as 'US' (two capital letters)"],
} as const;

const toContactsError = ({ kind, message, cause }: RestFailure): ContactsError =>
  new ContactsError(kind === 'unauthorized' ? 'SOURCE_SIGN_IN' : 'SOURCE_FAILED', message, {
    cause,
  });

/** The contract's numbers. A server refuses a whole request for one that it cannot have. */
const NUMBER = /^.{1,200}$/su;

/**
 * Asks a CRM's REST API whose numbers ring: see the package's `openapi.json`, which says what to serve.
 *
 * @example
 * ```ts
 * const headers = async () => ({ authorization: `Bearer ${await acme.token()}` });
 * contacts({ source: restContactSource({ url: 'https://crm.example/api', headers }) });
 * ```
 */
export function restContactSource(options: RestContactSourceOptions): RestContactSource {
  checkOptions('restContactSource', options, rules);
  // The checker lets any option be absent, but nothing can be asked without an address.
  if (options.url === undefined) checkOptions('restContactSource', { url: null }, rules);
  const ask = createRestClient(options, toContactsError, isContactsError);

  return {
    ...(options.defaultCountry && { defaultCountry: options.defaultCountry }),
    async findByNumbers(numbers, { signal }) {
      const found = new Map<string, readonly Contact[]>();
      for (const batch of inBatches(numbers.filter((number) => NUMBER.test(number)))) {
        const body = { phoneNumbers: batch };
        const answer = await ask({ path: '/contacts/match', body, signal });
        const contacts = (answer as { readonly contacts?: unknown } | undefined)?.contacts;
        if (typeof contacts !== 'object' || contacts === null || Array.isArray(contacts)) {
          throw new ContactsError(
            'SOURCE_ANSWER_INVALID',
            `POST /contacts/match: expected { contacts }, received ${describePrivately(answer)}.`,
          );
        }
        for (const number of batch) {
          // The contacts of a number are checked where the results of all sources are checked.
          if (Object.hasOwn(contacts, number)) {
            found.set(number, (contacts as Record<string, readonly Contact[]>)[number] ?? []);
          }
        }
      }
      return found;
    },
    async changes({ since, limit = 500 }, { signal }) {
      const query = new URLSearchParams({
        ...(since !== undefined && { since }),
        limit: `${limit}`,
      });
      return readChanges(await ask({ method: 'GET', path: `/contacts/changes?${query}`, signal }));
    },
  };
}
