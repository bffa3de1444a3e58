import type { FastifyInstance } from 'fastify';
import { callLogsOf, type CallLogBody } from '../call-logs.js';
import type { Database } from '../database/open.js';
import { schemaOf } from '../validation.js';
import { wholeNumber } from './whole-number.js';

/** The contract of @jackfield/plugin-calllog, and a list for the CRM's own pages. */
export function addCallLogRoutes(api: FastifyInstance, db: Database): void {
  api.post<{ Body: CallLogBody }>(
    '/call-logs',
    { schema: { body: schemaOf('call-logs', 'CallLogRecord') } },
    ({ tenant, body }) => callLogsOf(db, tenant).write(body),
  );
  api.post<{ Body: { readonly keys: readonly string[] } }>(
    '/call-logs/find',
    { schema: { body: schemaOf('call-logs', 'FindCallLogs') } },
    async ({ tenant, body }) => ({ found: await callLogsOf(db, tenant).find(body.keys) }),
  );
  api.post<{ Body: CallLogBody }>(
    '/call-logs/rejected',
    { schema: { body: schemaOf('call-logs', 'RejectedCallLog') } },
    async ({ tenant, body }, reply) => {
      await callLogsOf(db, tenant).reject(body);
      return reply.code(204).send();
    },
  );
  api.get<{ Querystring: Readonly<Record<string, unknown>> }>(
    '/call-logs',
    async ({ tenant, query }) => {
      const after = wholeNumber('after', query.after, 0, 0, Number.MAX_SAFE_INTEGER);
      const limit = wholeNumber('limit', query.limit, 100, 1, 1_000);
      return { callLogs: await callLogsOf(db, tenant).list(after, limit) };
    },
  );
}
