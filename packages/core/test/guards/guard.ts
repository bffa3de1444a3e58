/** One line of the source that keeps a promise, and the test that must fail without it. */
export interface Guard {
  /** What is kept, as a sentence. */
  readonly name: string;
  /** The file, from the repository's root. */
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly find: string;
  /** What stands there when the guard is broken. */
  readonly replace: string;
  readonly test: {
    readonly project: 'node' | 'browser';
    /** The test's file, from the repository's root. */
    readonly file: string;
    /** A part of the test's full name. */
    readonly name: string;
  };
}
