import type { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';

/** PGlite has one session: the connection is exclusive until it is released. */
function createDriver(pglite: PGlite): Driver {
  let last: Promise<void> = Promise.resolve();
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const run = (connection: DatabaseConnection, text: string): Promise<unknown> =>
    connection.executeQuery(CompiledQuery.raw(text));

  return {
    async init() {},
    async acquireConnection() {
      const before = last;
      let release = () => {};
      last = new Promise((resolve) => (release = resolve));
      await before;
      const connection: DatabaseConnection = {
        async executeQuery<R>({ sql, parameters }: CompiledQuery) {
          const { rows, affectedRows } = await pglite.query<R>(sql, [...parameters]);
          return { rows, numAffectedRows: BigInt(affectedRows ?? 0) };
        },
        // oxlint-disable-next-line require-yield -- PGlite has no cursors
        async *streamQuery() {
          throw new Error('PGlite does not stream.');
        },
      };
      releases.set(connection, release);
      return connection;
    },
    async beginTransaction(connection) {
      await run(connection, 'begin');
    },
    async commitTransaction(connection) {
      await run(connection, 'commit');
    },
    async rollbackTransaction(connection) {
      await run(connection, 'rollback');
    },
    async releaseConnection(connection) {
      releases.get(connection)?.();
    },
    async destroy() {
      await pglite.close();
    },
  };
}

/** Kysely's dialect for a PostgreSQL within this process, with the same SQL as a server. */
export const pgliteDialect = (pglite: PGlite): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => createDriver(pglite),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
