import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The header in which the control panel sends its token. */
export const TOKEN_HEADER = 'x-jackfield-token';

/** A secret that only the control panel's own page has, another one at each start. */
export interface Token {
  readonly text: string;
  /** Compares in constant time. */
  isEqual(given: unknown): boolean;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export function createToken(): Token {
  const text = randomBytes(32).toString('base64url');
  return {
    text,
    isEqual: (given) => typeof given === 'string' && timingSafeEqual(digest(given), digest(text)),
  };
}
