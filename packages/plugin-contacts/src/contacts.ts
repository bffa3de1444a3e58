import { definePlugin, type Contact, type Plugin } from '@jackfield/core';
import { withTimeout } from '@jackfield/plugin-kit';
import { createDatabaseSource } from './database/create-database-source.js';
import { checkContactsOptions } from './check-contacts-options.js';
import type { ContactsOptions } from './contacts-options.js';
import { matchNumbers } from './match-numbers.js';
import { DEFAULT_COUNTRY, mainNumber, normaliseNumber } from './normalise-number.js';
import { createSourceGroup, DUE } from './source-group.js';

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
 * Creates the plugin that finds the contacts of calling numbers for the widget.
 *
 * @example
 * ```ts
 * createHost({ service: 'Acme CRM', plugins: [contacts({ source: acmeSource })] });
 * ```
 */
export function contacts(options: ContactsOptions = {}): ContactsPlugin {
  checkContactsOptions(options);
  const { looseDigits, name = 'contacts', owner = '', sameNumber } = options;
  let now = options.now ?? Date.now;
  const sources = options.sources ?? [
    options.source ??
      createDatabaseSource(
        { owner: options.owner, defaultCountry: options.defaultCountry, looseDigits },
        () => undefined,
      ),
  ];
  const country =
    options.defaultCountry ??
    sources.find(({ defaultCountry }) => defaultCountry)?.defaultCountry ??
    DEFAULT_COUNTRY;

  const group = createSourceGroup(sources, {
    plugin: name,
    owner,
    cache: options.cache ?? {},
    sourceTimeoutMs: options.sourceTimeoutMs ?? 30_000,
    now: () => now(),
  });

  const formsOf = (number: string): readonly string[] => {
    const main = mainNumber(number);
    if (!sameNumber || !/^\+\d+$/u.test(main)) return [];
    const extension = number.slice(main.length);
    return sameNumber(main).flatMap((it) => normaliseNumber(`${it}${extension}`, country) ?? []);
  };

  const plugin = definePlugin({
    name,
    setup({ clock }) {
      // Deadlines are by the host's clock, which a test may have set.
      if (!options.now) now = () => clock.now();
      return group.use();
    },
    requests: {
      async matchContacts(queries, { signal, deadlineAt }) {
        const asked = new Map<string, string>();
        for (const { phoneNumber } of queries) {
          const number = normaliseNumber(phoneNumber, country);
          if (number !== undefined) asked.set(phoneNumber, number);
        }
        if (asked.size === 0) return {};
        const isRefresh = queries.some((query) => query.isRefresh);
        const left = deadlineAt - now();
        const time = withTimeout(
          signal,
          left > 0 && left <= LONGEST_MS ? left - Math.min(MARGIN_MS, left / 10) : undefined,
          () => DUE,
        );
        try {
          const matched = await matchNumbers(
            [...new Set(asked.values())],
            (numbers, isMore) => group.find(numbers, time.signal, isMore, isRefresh),
            country,
            looseDigits,
            formsOf,
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
  return Object.freeze({ ...plugin, wipe: () => group.wipe() });
}
