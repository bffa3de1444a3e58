/** A usage error: invalid arguments or input. The message says what was expected and received. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
