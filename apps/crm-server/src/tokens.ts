import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { addTenant, type Database } from './database/open.js';

/** One round of a plain hash is enough to store a token, because it is random and long. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** Compares hashes in constant time. */
export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Returns the token of an `Authorization` header, if it has the form of one. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^Bearer +([\w.~+/=-]{16,500})$/iu.exec(header ?? '')?.[1];

/** A token from the environment. */
export interface GivenToken {
  readonly tenant: string;
  readonly hash: string;
}

/** Creates the function that returns the owner of a token. */
export function createTokens(
  db: Database,
  given: readonly GivenToken[],
): (token: string) => Promise<string | undefined> {
  return async (token) => {
    const hash = hashToken(token);
    // All are compared, so that the time does not depend on which one matches.
    let known: string | undefined;
    for (const each of given) if (isSameHash(each.hash, hash)) known = each.tenant;
    if (known !== undefined) return known;
    const row = await db
      .selectFrom('tokens')
      .select(['tenant_id', 'hash'])
      .where('hash', '=', hash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return row && isSameHash(row.hash, hash) ? row.tenant_id : undefined;
  };
}

/** Creates a token for a tenant. It is shown once; the database stores only its hash. */
export async function addToken(db: Database, tenant: string, name: string): Promise<string> {
  const token = `crm_${randomBytes(32).toString('base64url')}`;
  await addTenant(db, tenant);
  await db
    .insertInto('tokens')
    .values({ hash: hashToken(token), tenant_id: tenant, name, revoked_at: null })
    .execute();
  return token;
}

/** Revokes a tenant's tokens of that name; returns their number. */
export async function revokeTokens(db: Database, tenant: string, name: string): Promise<number> {
  const rows = await db
    .updateTable('tokens')
    .set({ revoked_at: new Date() })
    .where('tenant_id', '=', tenant)
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .returning('name')
    .execute();
  return rows.length;
}
