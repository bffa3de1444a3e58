/** What was given cannot be worked with: the message names it, and says what was expected. */
export class CreateError extends Error {
  override readonly name = 'CreateError';
}
