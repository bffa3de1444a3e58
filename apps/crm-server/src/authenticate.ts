import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { bearerOf } from './tokens.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The tenant whose data the request may access. */
    tenant: string;
  }
}

/** Authenticates a request before its body is read. */
export function authenticate(
  tenantOf: (token: string) => Promise<string | undefined>,
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const token = bearerOf(request.headers.authorization);
    const tenant = token === undefined ? undefined : await tenantOf(token);
    if (tenant === undefined) {
      throw new Problem(401, 'The token is missing or wrong.', { 'www-authenticate': 'Bearer' });
    }
    request.tenant = tenant;
  };
}
