import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import type { CountryCode } from '@jackfield/plugin-contacts';
import fastify, { type FastifyInstance } from 'fastify';
import { authenticate } from './authenticate.js';
import type { Config } from './config.js';
import type { Database } from './database/open.js';
import { endIdleConnections } from './end-idle-connections.js';
import { addHealth } from './health.js';
import { loggerOptions, type LogStream } from './logging.js';
import { addMetrics } from './metrics.js';
import { answerBrokenHttp, answerError, answerProblems, Problem } from './problem.js';
import { readJson } from './read-json.js';
import { addCallLogRoutes } from './routes/call-log-routes.js';
import { addContactRoutes } from './routes/contact-routes.js';
import { createTokens } from './tokens.js';
import { createCompiler } from './validation.js';
import { createWrongTokens } from './wrong-tokens.js';

const MINUTE = 60_000;

/** Notes have at most 32,000 characters; the rest of a log is small. */
const BODY_LIMIT = 1_048_576;

export type ServerOptions = Pick<
  Config,
  'origins' | 'tokens' | 'rateLimit' | 'metricsToken' | 'country' | 'logLevel' | 'proxies'
> & {
  /** Receives the log. Default: the standard output. */
  readonly logStream?: LogStream | undefined;
};

/**
 * Creates the server, not yet listening. Its only state is the counts of its limits and metrics:
 * everything else is in the database, so that several servers can share one.
 */
export async function createServer(db: Database, options: ServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    logger: loggerOptions(options.logLevel, options.logStream),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    trustProxy: options.proxies ? [...options.proxies] : false,
    // Node and Fastify would answer these with texts of their own: see `problem.ts`.
    http: { requireHostHeader: false },
    return503OnClosing: false,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    // A log may have a member `__proto__`, too: it is stored as text, never merged.
    async (_request: unknown, body: Buffer) => readJson(body),
  );
  app.setValidatorCompiler(createCompiler());
  answerProblems(app);
  endIdleConnections(app);
  const wrongTokens = createWrongTokens();
  addMetrics(app, options.metricsToken, wrongTokens);
  addHealth(app, db);

  await app.register(async (api) => {
    api.addHook('onRequest', async ({ method, headers }) => {
      // The plugin below would answer with a plain text.
      if (method === 'OPTIONS' && !(headers.origin && headers['access-control-request-method'])) {
        throw new Problem(400, 'This OPTIONS is not a preflight request.');
      }
    });
    await api.register(cors, {
      origin: options.origins.length > 0 ? [...options.origins] : false,
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type'],
      exposedHeaders: ['retry-after'],
      maxAge: 600,
    });
    api.decorateRequest('tenant', '');
    api.addHook('onRequest', authenticate(createTokens(db, options.tokens), wrongTokens));
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
