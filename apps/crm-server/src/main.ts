// The command line: `serve` (the default), `token`, `revoke` and `seed`. See the README.
import type { CountryCode } from '@jackfield/plugin-contacts';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig, type Config } from './config.js';
import { contactsOf } from './contacts.js';
import { addTenant, openDatabase, type Database } from './database/open.js';
import { describeError } from './describe-error.js';
import { readSeed } from './seed.js';
import { start } from './start.js';
import { addToken, revokeTokens } from './tokens.js';

const USAGE = `Usage: npm start -- [serve]
       npm start -- token --tenant acme [--name pages]
       npm start -- revoke --tenant acme --name pages
       npm start -- seed --tenant acme --file contacts.json`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function serve(config: Config): Promise<void> {
  const running = await start(config);
  say(`CRM server ${running.url}`);
  let isClosing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal ends the process at once.
      if (isClosing) process.exit(1);
      isClosing = true;
      void running.close().then(() => process.exit(0));
    });
  }
}

async function withDatabase(config: Config, work: (db: Database) => Promise<void>): Promise<void> {
  const { db, close } = await openDatabase(config);
  try {
    await work(db);
  } finally {
    await close();
  }
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      name: { type: 'string' },
      file: { type: 'string' },
    },
  });
  const [command = 'serve', ...more] = positionals;
  const { tenant = '', name = 'pages', file } = values;
  const config = readConfig(process.env);
  if (more.length > 0) throw new Error(USAGE);
  if (command === 'serve') return serve(config);
  if (!/^[\w-]{1,100}$/u.test(tenant)) throw new Error(USAGE);
  if (command === 'token') {
    return withDatabase(config, async (db) => say(await addToken(db, tenant, name)));
  }
  if (command === 'revoke') {
    return withDatabase(config, async (db) =>
      say(`${await revokeTokens(db, tenant, name)} tokens revoked.`),
    );
  }
  if (command !== 'seed' || file === undefined) throw new Error(USAGE);
  const contacts = readSeed(readFileSync(file, 'utf8'));
  return withDatabase(config, async (db) => {
    await addTenant(db, tenant);
    await contactsOf(db, tenant, config.country as CountryCode).put(contacts);
    say(`${contacts.length} contacts written.`);
  });
}

/** Our own errors say what to do. All others may quote passwords, files and rows. */
function explain(error: unknown): string {
  const isOwn = error instanceof Error && error.constructor === Error && !('code' in error);
  return isOwn ? error.message : `The server has failed: ${JSON.stringify(describeError(error))}`;
}

function fail(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    fail(error);
    process.exit();
  });
}
main().catch(fail);
