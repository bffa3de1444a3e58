import { type Kysely, type Migration, sql } from 'kysely';

/** Each runs once, in the order of the names. Never edit one that has run anywhere. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-tenants': {
    async up(db: Kysely<unknown>) {
      await sql`create table tenants (
        id text primary key,
        epoch text not null,
        contact_seq bigint not null default 0
      )`.execute(db);
      await sql`create table tokens (
        hash text primary key,
        tenant_id text not null references tenants (id),
        name text not null,
        created_at timestamptz not null default now(),
        revoked_at timestamptz
      )`.execute(db);
    },
  },
  '002-call-logs': {
    async up(db: Kysely<unknown>) {
      // A revision is a JavaScript number, which is a double: each is stored exactly.
      await sql`create table call_logs (
        tenant_id text not null references tenants (id),
        key text not null,
        id bigint generated always as identity,
        revision double precision not null,
        contact_id json not null,
        record json not null,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, key)
      )`.execute(db);
      await sql`create index call_logs_by_id on call_logs (tenant_id, id)`.execute(db);
      await sql`create table rejected_call_logs (
        tenant_id text not null references tenants (id),
        key text not null,
        revision double precision not null,
        record json not null,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, key)
      )`.execute(db);
    },
  },
  '003-contacts': {
    async up(db: Kysely<unknown>) {
      await sql`create table contacts (
        tenant_id text not null references tenants (id),
        ref text not null,
        id bigint generated always as identity unique,
        seq bigint not null,
        contact json,
        touched_at double precision not null,
        primary key (tenant_id, ref)
      )`.execute(db);
      await sql`create unique index contacts_by_seq on contacts (tenant_id, seq)`.execute(db);
      await sql`create table contact_numbers (
        tenant_id text not null,
        contact_id bigint not null references contacts (id),
        number text not null,
        primary key (tenant_id, number, contact_id)
      )`.execute(db);
      await sql`create index contact_numbers_by_contact on contact_numbers (contact_id)`.execute(
        db,
      );
      // The reversed number, so that an index finds "ends with".
      await sql`create index contact_numbers_by_end
        on contact_numbers (tenant_id, reverse(number) text_pattern_ops)`.execute(db);
    },
  },
  '004-storage-trials': {
    async up(db: Kysely<unknown>) {
      // One row, written to learn whether the storage takes writes again: see `health.ts`.
      await sql`create table storage_trials (id integer primary key, filler text not null)`.execute(
        db,
      );
    },
  },
};
