import type { AddressInfo } from 'node:net';
import type { Config } from './config.js';
import { addTenant, openDatabase, type Database } from './database/open.js';
import { createServer } from './server.js';

/** A running server. */
export interface Running {
  readonly url: string;
  readonly db: Database;
  /** Stops accepting requests, completes those under way, and closes the database. */
  close(): Promise<void>;
}

/** How long requests under way may take when the server shuts down, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Starts a server with its database. */
export async function start(config: Config): Promise<Running> {
  const { databaseUrl, dataFolder } = config;
  const opened = await openDatabase({ databaseUrl, dataFolder });
  try {
    for (const { tenant } of config.tokens) await addTenant(opened.db, tenant);
    const app = await createServer(opened.db, config);
    await app.listen({ host: config.host, port: config.port });
    const { address, port, family } = app.server.address() as AddressInfo;
    return {
      url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
      db: opened.db,
      async close() {
        const timer = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS);
        try {
          await app.close();
        } finally {
          clearTimeout(timer);
          await opened.close();
        }
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
