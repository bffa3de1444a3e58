import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import type { CountryCode } from '@jackfield/plugin-contacts';
import fastify, { type FastifyInstance } from 'fastify';
import { authenticate } from './authenticate.js';
import type { Config } from './config.js';
import type { Database } from './database/open.js';
import { endIdleConnections } from './end-idle-connections.js';
import { addHealth } from './health.js';
import { addMetrics } from './metrics.js';
import { answerProblems, Problem } from './problem.js';
import { addCallLogRoutes } from './routes/call-log-routes.js';
import { addContactRoutes } from './routes/contact-routes.js';
import { createTokens } from './tokens.js';
import { createCompiler } from './validation.js';

const MINUTE = 60_000;

/** Notes have at most 32,000 characters; the rest of a log is small. */
const BODY_LIMIT = 1_048_576;

export type ServerOptions = Pick<
  Config,
  'origins' | 'tokens' | 'rateLimit' | 'metricsToken' | 'country' | 'logLevel'
>;

/**
 * Creates the server, not yet listening. Its only state is the counts of its rate limit and metrics:
 * everything else is in the database, so that several servers can share one.
 */
export async function createServer(db: Database, options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: options.logLevel },
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    // A log may have members with these names, too: it is stored as text, never merged.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  });
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(createCompiler());
  answerProblems(app);
  endIdleConnections(app);
  addMetrics(app, options.metricsToken);
  addHealth(app, db);

  await app.register(async (api) => {
    await api.register(cors, {
      origin: options.origins.length > 0 ? [...options.origins] : false,
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type'],
      exposedHeaders: ['retry-after'],
      maxAge: 600,
    });
    api.decorateRequest('tenant', '');
    api.addHook('onRequest', authenticate(createTokens(db, options.tokens)));
    await api.register(rateLimit, {
      // After the token is known, before a body is read.
      hook: 'preParsing',
      max: options.rateLimit,
      timeWindow: MINUTE,
      keyGenerator: ({ tenant }) => tenant,
      errorResponseBuilder: (_request, { ttl }) =>
        new Problem(429, 'Too many requests.', { 'retry-after': `${Math.ceil(ttl / 1000)}` }),
    });
    addCallLogRoutes(api, db);
    addContactRoutes(api, db, options.country as CountryCode);
  });
  return app;
}
