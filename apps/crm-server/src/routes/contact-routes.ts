import type { CountryCode } from '@jackfield/plugin-contacts';
import type { FastifyInstance } from 'fastify';
import { contactsOf } from '../contacts.js';
import type { Database } from '../database/open.js';
import { Problem } from '../problem.js';
import { schemaOf } from '../validation.js';
import { wholeNumber } from './whole-number.js';

/** The contract of @jackfield/plugin-contacts. */
export function addContactRoutes(api: FastifyInstance, db: Database, country: CountryCode): void {
  api.post<{ Body: { readonly phoneNumbers: readonly string[] } }>(
    '/contacts/match',
    { schema: { body: schemaOf('contacts', 'MatchContacts') } },
    async ({ tenant, body }) => ({
      contacts: await contactsOf(db, tenant, country).match(body.phoneNumbers),
    }),
  );
  api.get<{ Querystring: Readonly<Record<string, unknown>> }>(
    '/contacts/changes',
    async ({ tenant, query: { since, limit } }) => {
      const count = wholeNumber('limit', limit, 500, 1, 1_000);
      const token = since === undefined || typeof since === 'string' ? since : '';
      const changes = await contactsOf(db, tenant, country).changes(token, count);
      if (!changes) throw new Problem(400, 'since: this token is unknown here. Begin without one.');
      return changes;
    },
  );
}
