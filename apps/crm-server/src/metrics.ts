import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry } from 'prom-client';
import { ownerOf } from './authenticate.js';
import { hashToken, isSameHash } from './tokens.js';
import type { WrongTokens } from './wrong-tokens.js';

/** Counts requests, and serves the counts at `/metrics` to callers with the metrics token. */
export function addMetrics(
  app: FastifyInstance,
  tokenHash: string | undefined,
  wrongTokens: WrongTokens,
): Registry {
  const registry = new Registry();
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'crm_requests_total',
    help: 'Requests answered.',
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'crm_request_seconds',
    help: 'How long answers took.',
    labelNames: ['method', 'route'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    // The route, not the address: a scanner must not create a series with each guess.
    const route = routeOptions.url ?? 'none';
    requests.inc({ method, route, status: statusCode });
    seconds.observe({ method, route }, elapsedTime / 1000);
  });
  if (tokenHash !== undefined) {
    app.get('/metrics', async (request, reply) => {
      await ownerOf(request, wrongTokens, (token) =>
        isSameHash(hashToken(token), tokenHash) ? true : undefined,
      );
      return reply.type(registry.contentType).send(await registry.metrics());
    });
  }
  return registry;
}
