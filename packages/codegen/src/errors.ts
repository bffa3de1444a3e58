import type { Violation } from './rules.js';

/** Why the generator stopped. */
export type CodegenErrorCode =
  /** `--schemas` is no folder. */
  | 'SCHEMAS_MISSING'
  /** No `wire.json` is below the folder, or none of the asked name. */
  | 'WIRE_MISSING'
  /** Several `wire.json` are below the folder and none was named. */
  | 'WIRE_AMBIGUOUS'
  /** The schemas have violations; they are in `violations`. */
  | 'SCHEMAS_INVALID'
  /** A transcript or a dump is not there, or is no JSON; the message names the line. */
  | 'DUMP_UNREADABLE'
  /** Ajv wrote code that would load another module or compile at run time. */
  | 'VALIDATOR_NOT_STANDALONE';

/** What every function of this package throws when it cannot go on. */
export class CodegenError extends Error {
  override readonly name = 'CodegenError';

  constructor(
    readonly code: CodegenErrorCode,
    message: string,
    readonly violations: readonly Violation[] = [],
  ) {
    super(message);
  }
}

/** Whether a caught value is a {@link CodegenError}, of whichever copy of this package. */
export const isCodegenError = (error: unknown): error is CodegenError =>
  error instanceof Error && error.name === 'CodegenError';
