import { definePlugin, type Contact, type Plugin } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';
import { createAnswerCache, type AnswerCacheOptions } from './answer-cache.js';
import { checkContactsOptions } from './check-contacts-options.js';
import { createContactLookup, type Found } from './contact-lookup.js';
import type { ContactSource } from './contact-source.js';
import { createBookSource } from './book/create-book-source.js';
import { limitTime } from './limit-time.js';
import { matchNumbers, type Find } from './match-numbers.js';
import { mergeKnown } from './merge-known.js';
import { DEFAULT_COUNTRY, normaliseNumber } from './normalise-number.js';
import { createStoredAnswers } from './stored-answers.js';

/** Options of {@link contacts}. */
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
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** What {@link contacts} makes. */
export interface ContactsPlugin extends Plugin {
  /**
   * Deletes the answers that were kept for this owner, in all tabs: for signing out.
   *
   * @throws `ContactsError` if they could not be deleted
   */
  wipe(): Promise<void>;
}

/** The answer is given so long before the host would give one without this plugin. */
const MARGIN_MS = 250;
/** What timers can wait; any more is another clock than the host's. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The plugin that tells the widget whose numbers are ringing.
 *
 * @example
 * ```ts
 * createHost({ service: 'Acme CRM', plugins: [contacts({ source: acmeSource })] });
 * ```
 */
export function contacts(options: ContactsOptions = {}): ContactsPlugin {
  checkContactsOptions(options);
  const { looseDigits, name = 'contacts', owner = '', now = Date.now } = options;
  const sources = options.sources ?? [
    options.source ??
      createBookSource(
        { owner: options.owner, defaultCountry: options.defaultCountry, looseDigits },
        () => undefined,
      ),
  ];
  const country =
    options.defaultCountry ??
    sources.find(({ defaultCountry }) => defaultCountry)?.defaultCountry ??
    DEFAULT_COUNTRY;

  const { foundMs = 300_000, notFoundMs = 30_000 } = options.cache || {};
  const { staleMs = 86_400_000, maxEntries = 1_000 } = options.cache || {};
  const times = { foundMs, notFoundMs, staleMs, maxEntries };
  const isCached = options.cache !== false;
  const stored = createStoredAnswers({
    name: ['jackfield-contacts-answers', name, owner].map(encodeURIComponent).join('/'),
    maxEntries,
    keepMs: Math.max(foundMs + staleMs, notFoundMs),
    now,
    forgotten: (index) => {
      for (const [i, lookup] of lookups.entries()) if (index < 0 || i === index) lookup.forget();
    },
  });
  const isStored = ({ isLocal }: ContactSource): boolean => isCached && !isLocal;

  // An error that several askers share is one.
  const reported = new WeakSet();
  const report = (error: unknown): void => {
    if (typeof error === 'object' && error !== null) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    globalThis.reportError?.(error);
  };
  const lookups = sources.map((source, i) =>
    createContactLookup(source, {
      cache: isCached ? createAnswerCache(times, now) : undefined,
      stored: isStored(source) ? stored.place(i) : undefined,
      sourceTimeoutMs: options.sourceTimeoutMs ?? 30_000,
      now,
      report,
    }),
  );

  /** What all sources know of these numbers; what fails is told only if nobody knows anything. */
  const lookUp = async (numbers: readonly string[], until: AbortSignal): Promise<Find> => {
    const found = await Promise.all(lookups.map((lookup) => lookup.find(numbers, until)));
    const failed = found.filter(({ failure }) => failure !== undefined);
    if (failed.length === found.length && found.every(({ known }) => known.size === 0)) {
      throw (failed[0] as Found).failure;
    }
    for (const { failure } of failed) report(failure);
    return (number) => mergeKnown(found.map(({ known }) => known.get(number) ?? []));
  };

  let users = 0;
  const plugin = definePlugin({
    name,
    setup() {
      users += 1;
      if (users === 1 && sources.some(isStored)) stored.open();
      const stops = sources.map((source, i) =>
        source.subscribe?.(() => {
          lookups[i]?.forget();
          if (isStored(source)) stored.place(i).forget();
        }),
      );
      return async () => {
        for (const stop of stops) stop?.();
        users -= 1;
        if (users === 0) {
          for (const lookup of lookups) lookup.end(new DOMException('Closed.', 'AbortError'));
          await stored.close();
        }
        for (const source of new Set(sources)) await source.close?.();
      };
    },
    requests: {
      async matchContacts(queries, { signal, deadlineAt }) {
        const asked = new Map<string, string>();
        for (const { phoneNumber } of queries) {
          const number = normaliseNumber(phoneNumber, country);
          if (number !== undefined) asked.set(phoneNumber, number);
        }
        if (asked.size === 0) return {};
        const left = deadlineAt - now();
        const time = limitTime(
          signal,
          left > 0 && left <= LONGEST_MS ? left - Math.min(MARGIN_MS, left / 10) : undefined,
        );
        try {
          const matched = await matchNumbers(
            [...new Set(asked.values())],
            (numbers) => lookUp(numbers, time.signal),
            country,
            looseDigits,
          );
          signal.throwIfAborted();
          const replies: [string, readonly Contact[]][] = [];
          for (const [phoneNumber, number] of asked) {
            const people = matched.get(number) ?? [];
            if (people.length > 0) {
              replies.push([phoneNumber, people.map(({ contact }) => contact)]);
            }
          }
          // fromEntries defines members, so that `__proto__` is a key like any other.
          return Object.fromEntries(replies);
        } finally {
          time.end();
        }
      },
    },
  });
  return Object.freeze({
    ...plugin,
    async wipe() {
      for (const lookup of lookups) lookup.forget();
      await stored.wipe();
    },
  });
}
