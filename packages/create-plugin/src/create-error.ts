/** A usage error: the message says what was expected and received. */
export class CreateError extends Error {
  override readonly name = 'CreateError';
}
