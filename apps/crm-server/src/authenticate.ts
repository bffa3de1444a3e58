import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { bearerOf } from './tokens.js';
import type { WrongTokens } from './wrong-tokens.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The tenant whose data the request may access. */
    tenant: string;
  }
}

/**
 * Returns the owner of a request's token. Throws if it has none, or a wrong one.
 *
 * A right token is never refused because of the wrong ones from its address, which may be those of
 * another person behind the same router.
 */
export async function ownerOf<T>(
  { headers, ip }: FastifyRequest,
  wrongTokens: WrongTokens,
  find: (token: string) => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const token = bearerOf(headers.authorization);
  const owner = token === undefined ? undefined : await find(token);
  if (owner !== undefined) return owner;
  // A header in another form is a wrong token, too; a request without one guesses nothing.
  const seconds = headers.authorization === undefined ? undefined : wrongTokens.count(ip);
  if (seconds !== undefined) {
    throw new Problem(429, 'Too many wrong tokens.', { 'retry-after': `${seconds}` });
  }
  throw new Problem(401, 'The token is missing or wrong.', { 'www-authenticate': 'Bearer' });
}

/** Authenticates a request before its body is read. */
export function authenticate(
  tenantOf: (token: string) => Promise<string | undefined>,
  wrongTokens: WrongTokens,
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    request.tenant = await ownerOf(request, wrongTokens, tenantOf);
  };
}
