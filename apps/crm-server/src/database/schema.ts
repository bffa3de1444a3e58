import type { ColumnType, Generated } from 'kysely';

/** JSON as text: a `json` column stores it unchanged, while a `jsonb` column refuses `\u0000`. */
type Json<T> = ColumnType<T, string, string>;

/** The tables, as Kysely sees them. All that have data of a tenant have the tenant in their key. */
export interface Tables {
  tenants: {
    readonly id: string;
    /** Distinguishes tokens of `GET /contacts/changes` from those of a database that was replaced. */
    readonly epoch: string;
    /** The number of the last change of a contact: see `contacts.ts`. */
    readonly contact_seq: Generated<number>;
  };
  tokens: {
    readonly hash: string;
    readonly tenant_id: string;
    readonly name: string;
    readonly created_at: Generated<Date>;
    readonly revoked_at: Date | null;
  };
  call_logs: {
    readonly tenant_id: string;
    readonly key: string;
    readonly id: Generated<number>;
    readonly revision: number;
    readonly contact_id: Json<string | number | null>;
    readonly record: Json<unknown>;
    readonly updated_at: ColumnType<Date, never, unknown>;
  };
  rejected_call_logs: {
    readonly tenant_id: string;
    readonly key: string;
    readonly revision: number;
    readonly record: Json<unknown>;
    readonly updated_at: ColumnType<Date, never, unknown>;
  };
  contacts: {
    readonly tenant_id: string;
    /** Identifies the contact: JSON of its type and id. */
    readonly ref: string;
    readonly id: Generated<number>;
    readonly seq: number;
    /** `null`: the contact was deleted. The row stays so that copies receive the deletion. */
    readonly contact: ColumnType<Record<string, unknown> | null, string | null, string | null>;
    /** In milliseconds since 1970. */
    readonly touched_at: number;
  };
  contact_numbers: {
    readonly tenant_id: string;
    readonly contact_id: number;
    readonly number: string;
  };
  storage_trials: {
    readonly id: number;
    readonly filler: string;
  };
}
