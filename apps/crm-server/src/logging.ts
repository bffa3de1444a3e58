import type { FastifyServerOptions } from 'fastify';
import { describeError } from './describe-error.js';

/** Receives the lines of the log instead of the standard output. */
export interface LogStream {
  write(line: string): void;
}

/**
 * Configures the log. It has no personal data: of a request the route instead of the address, whose path
 * and query may have numbers, and of an error what `describeError` returns.
 */
export const loggerOptions = (
  level: string,
  stream: LogStream | undefined,
): Exclude<FastifyServerOptions['logger'], boolean | undefined> => ({
  level,
  ...(stream && { stream }),
  serializers: {
    req: ({ method, routeOptions, ip }) => ({
      method,
      url: routeOptions?.url ?? 'none',
      remoteAddress: ip,
    }),
    res: ({ statusCode }) => ({ statusCode }),
  },
  hooks: {
    logMethod(args, method) {
      const [first, ...texts] = args as readonly unknown[];
      if (typeof first !== 'object' || first === null) return method.apply(this, args);
      const { req, res, responseTime, err } = (
        first instanceof Error ? { err: first } : first
      ) as Readonly<Record<string, unknown>>;
      return err === undefined
        ? method.call(this, { req, res, responseTime }, ...(texts as [string]))
        : // The text that comes with an error is its message, by Fastify's habit and by the logger's.
          method.call(this, { req, res, err: describeError(err) }, 'A request failed.');
    },
  },
});
