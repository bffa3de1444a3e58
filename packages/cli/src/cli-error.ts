/** What the command was given cannot be worked with: the message says what, and what was expected. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
