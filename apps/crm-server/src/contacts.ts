import { normaliseNumber, readTime, type CountryCode } from '@jackfield/plugin-contacts';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database/open.js';
import type { Tables } from './database/schema.js';

/** The members of a contact that this server reads; the others are stored unchanged. */
export interface ContactBody {
  /** Identifies the contact, together with its type. */
  readonly id: string | number;
  readonly type?: string | undefined;
  readonly name: string;
  readonly phoneNumbers?: readonly { readonly phoneNumber?: string | undefined }[] | undefined;
  readonly touchedAt?: string | number | undefined;
}

export interface ContactRef {
  readonly type?: string | undefined;
  readonly id: string | number;
}

export interface Changes {
  readonly contacts: readonly unknown[];
  readonly deleted: readonly ContactRef[];
  readonly next: string;
  readonly more: boolean;
}

/** The contacts of one tenant. */
export interface Contacts {
  match(numbers: readonly string[]): Promise<Readonly<Record<string, readonly unknown[]>>>;
  /** `undefined` if the token belongs to another database. */
  changes(since: string | undefined, limit: number): Promise<Changes | undefined>;
  put(contacts: readonly ContactBody[]): Promise<void>;
  remove(refs: readonly ContactRef[]): Promise<void>;
}

/** A longer transaction would delay the tenant's other writers. */
const AT_ONCE = 500;

const refOf = ({ type, id }: ContactRef): string => JSON.stringify([type ?? null, id]);

function refFrom(ref: string): ContactRef {
  const [type, id] = JSON.parse(ref) as [string | null, string | number];
  return type === null ? { id } : { type, id };
}

/** PostgreSQL's texts cannot contain NUL and half characters, and no phone number does. */
const isStorable = (number: string): boolean => !/[\0\p{Cs}]/u.test(number);

function numbersOf({ phoneNumbers = [] }: ContactBody, country: CountryCode): readonly string[] {
  const numbers = new Set<string>();
  for (const { phoneNumber = '' } of phoneNumbers) {
    const number = normaliseNumber(phoneNumber, country);
    if (number === undefined || !isStorable(number)) continue;
    // Carriers send no extension: the main number finds everyone who shares it.
    numbers.add(number).add(number.replace(/;ext=\d+$/u, ''));
  }
  return [...numbers];
}

const touchedAt = ({ touchedAt: at }: ContactBody, now: number): number => readTime(at) ?? now;

const reversed = (text: string): string => Array.from(text).reverse().join('');

export function contactsOf(
  db: Database,
  tenant: string,
  country: CountryCode,
  now: () => number = Date.now,
): Contacts {
  /**
   * Assigns numbers to `count` changes, which `work` writes.
   *
   * The counter is a row of the tenant, locked until the transaction ends: a transaction with a later
   * number gets it after the earlier ones were committed or rolled back. So a reader that has read up
   * to a number has missed no lower one. (With a sequence, a number drawn early and committed late
   * would be missed by a reader that is already past it.)
   */
  const change = (
    count: number,
    work: (transaction: Transaction<Tables>, first: number) => Promise<void>,
  ): Promise<void> =>
    db.transaction().execute(async (transaction) => {
      const { contact_seq: last } = await transaction
        .updateTable('tenants')
        .set((row) => ({ contact_seq: row('contact_seq', '+', count) }))
        .where('id', '=', tenant)
        .returning('contact_seq')
        .executeTakeFirstOrThrow();
      await work(transaction, last - count + 1);
    });

  const putSome = (contacts: ReadonlyMap<string, ContactBody>): Promise<void> =>
    change(contacts.size, async (transaction, first) => {
      const rows = await transaction
        .insertInto('contacts')
        .values(
          [...contacts].map(([ref, contact], i) => ({
            tenant_id: tenant,
            ref,
            seq: first + i,
            contact: JSON.stringify(contact),
            touched_at: touchedAt(contact, now()),
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'ref']).doUpdateSet((row) => ({
            seq: row.ref('excluded.seq'),
            contact: row.ref('excluded.contact'),
            touched_at: row.ref('excluded.touched_at'),
          })),
        )
        .returning(['id', 'ref'])
        .execute();
      await transaction
        .deleteFrom('contact_numbers')
        .where('tenant_id', '=', tenant)
        .where(
          'contact_id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute();
      const numbers = rows.flatMap(({ id, ref }) =>
        numbersOf(contacts.get(ref) as ContactBody, country).map((number) => ({
          tenant_id: tenant,
          contact_id: id,
          number,
        })),
      );
      if (numbers.length > 0) {
        await transaction.insertInto('contact_numbers').values(numbers).execute();
      }
    });

  const removeSome = (refs: readonly string[]): Promise<void> =>
    change(refs.length, async (transaction, first) => {
      for (const [i, ref] of refs.entries()) {
        const row = await transaction
          .updateTable('contacts')
          .set({ contact: null, seq: first + i })
          .where('tenant_id', '=', tenant)
          .where('ref', '=', ref)
          .where('contact', 'is not', null)
          .returning('id')
          .executeTakeFirst();
        if (!row) continue;
        await transaction
          .deleteFrom('contact_numbers')
          .where('tenant_id', '=', tenant)
          .where('contact_id', '=', row.id)
          .execute();
      }
    });

  const having = () =>
    db
      .selectFrom('contact_numbers as n')
      .innerJoin('contacts as c', (join) =>
        join.onRef('c.id', '=', 'n.contact_id').onRef('c.tenant_id', '=', 'n.tenant_id'),
      )
      .select(['n.number', 'c.id', 'c.contact', 'c.touched_at'])
      .where('n.tenant_id', '=', tenant)
      .orderBy('c.touched_at', 'desc')
      .orderBy('c.id');

  return {
    async match(asked) {
      const numbers = [...new Set(asked)].filter(isStorable);
      const ends = numbers.filter((number) => /^~\d{5,15}$/u.test(number));
      const rows =
        numbers.length > 0 ? await having().where('n.number', 'in', numbers).execute() : [];
      const found = new Map<string, Map<number, unknown>>();
      const add = (number: string, { id, contact, touched_at }: (typeof rows)[number]): void => {
        const people = found.get(number) ?? new Map<number, unknown>();
        found.set(number, people.set(id, { updatedAt: touched_at, ...contact }));
      };
      for (const row of rows) add(row.number, row);
      for (const end of ends) {
        const pattern = `${reversed(end.slice(1))}%`;
        const loose = having().where(sql<string>`reverse(n.number)`, 'like', pattern);
        for (const row of await loose.limit(AT_ONCE).execute()) add(end, row);
      }
      return Object.fromEntries(
        [...found].map(([number, people]) => [number, [...people.values()]]),
      );
    },

    async changes(since, limit) {
      const own = await db
        .selectFrom('tenants')
        .select(['epoch', 'contact_seq'])
        .where('id', '=', tenant)
        .executeTakeFirstOrThrow();
      const [, epoch, text] = /^([\da-f]+)\.(\d{1,15})$/u.exec(since ?? `${own.epoch}.0`) ?? [];
      const from = Number(text);
      if (epoch !== own.epoch || from > own.contact_seq) return undefined;
      const found = db
        .selectFrom('contacts')
        .select(['seq', 'ref', 'contact'])
        .where('tenant_id', '=', tenant)
        .where('seq', '>', from)
        .orderBy('seq')
        .limit(limit + 1);
      // A first request has no copy, so there is nothing to delete.
      const rows = await (
        since === undefined ? found.where('contact', 'is not', null) : found
      ).execute();
      const page = rows.slice(0, limit);
      return {
        contacts: page.flatMap(({ contact }) => contact ?? []),
        deleted: page.filter(({ contact }) => contact === null).map(({ ref }) => refFrom(ref)),
        next: `${own.epoch}.${page.at(-1)?.seq ?? from}`,
        more: rows.length > limit,
      };
    },

    async put(contacts) {
      for (let from = 0; from < contacts.length; from += AT_ONCE) {
        const some = contacts.slice(from, from + AT_ONCE);
        await putSome(new Map(some.map((contact) => [refOf(contact), contact])));
      }
    },
    async remove(refs) {
      for (let from = 0; from < refs.length; from += AT_ONCE) {
        await removeSome([...new Set(refs.slice(from, from + AT_ONCE).map(refOf))]);
      }
    },
  };
}
