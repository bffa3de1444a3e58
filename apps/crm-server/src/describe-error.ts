/** What is logged of an error. */
export interface DescribedError {
  readonly name: string;
  readonly code?: string;
  /** Where it was thrown, without the message. */
  readonly at?: readonly string[];
  readonly cause?: DescribedError;
}

const LONGEST_CHAIN = 4;

/**
 * Describes an error without what it quotes. The messages and other members of errors hold personal data:
 * those of PostgreSQL have the query, its parameters and the row, those of JSON and URLs the text.
 */
export function describeError(error: unknown, depth = 1): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack = '', cause } = error;
  const { code } = error as { readonly code?: unknown };
  // A stack begins with the message, which may have lines that look like its own.
  const from = stack.indexOf(message);
  const isHead = /^[\w$]{1,60}(?: \[\w{1,60}\])?: $/u.test(stack.slice(0, Math.max(0, from)));
  const at = (isHead ? stack.slice(from + message.length).split('\n') : [])
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
  return {
    name: /^[A-Za-z]\w{0,60}$/u.test(name) ? name : 'Error',
    ...(typeof code === 'string' && /^\w{1,60}$/u.test(code) && { code }),
    ...(at.length > 0 && { at }),
    ...(cause !== undefined && depth < LONGEST_CHAIN && { cause: describeError(cause, depth + 1) }),
  };
}
