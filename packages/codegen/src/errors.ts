import type { Violation } from './rules.js';

/** Why the generator stopped. */
export type CodegenErrorCode =
  /** `--schemas` is not a folder. */
  | 'SCHEMAS_MISSING'
  /** There is no `wire.json` below the folder, or none with the given name. */
  | 'WIRE_MISSING'
  /** There are several `wire.json` files below the folder, and none was selected. */
  | 'WIRE_AMBIGUOUS'
  /** The schemas have violations; they are in `violations`. */
  | 'SCHEMAS_INVALID'
  /** A generated file cannot be written or removed; the message says if others could not be restored. */
  | 'OUTPUT_UNWRITABLE'
  /** A transcript or a dump does not exist or is not valid JSON; the message names the line. */
  | 'DUMP_UNREADABLE'
  /** Ajv printed code that would load another module or compile at run time. */
  | 'VALIDATOR_NOT_STANDALONE';

/** The error that every function of this package throws. */
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

/** Whether a caught value is a {@link CodegenError}, of any copy of this package. */
export const isCodegenError = (error: unknown): error is CodegenError =>
  error instanceof Error && error.name === 'CodegenError';
