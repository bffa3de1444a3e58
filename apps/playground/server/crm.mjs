// @ts-check
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const SEED = new URL('../src/seed-contacts.json', import.meta.url);
const DATA = fileURLToPath(new URL('../../crm-server/data/playground', import.meta.url));
const TENANT = 'playground';

/**
 * Starts apps/crm-server in this process, for one page, with the playground's contacts. The token is
 * good until it ends.
 *
 * @param {string} pageOrigin
 */
export async function startCrm(pageOrigin) {
  const server = await tsImport('../../crm-server/src/index.ts', import.meta.url);
  const token = randomBytes(32).toString('base64url');
  const config = server.readConfig({
    PORT: '0',
    DATABASE_URL: process.env.DATABASE_URL,
    CRM_DATA: process.env.CRM_DATA || DATA,
    CRM_ORIGINS: pageOrigin,
    CRM_TOKENS: `${TENANT}:${token}`,
    CRM_LOG: 'warn',
  });
  const running = await server.start(config);
  const contacts = server.contactsOf(running.db, TENANT, config.country);
  const known = await contacts.changes(undefined, 1);
  if (known.contacts.length === 0) {
    await contacts.put(server.readSeed(readFileSync(SEED, 'utf8')));
  }
  return { url: String(running.url), token, close: () => running.close() };
}
