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
    readonly project: 'node' | 'browser' | 'long';
    /** The test's file, from the repository's root. */
    readonly file: string;
    /** A part of the test's full name. */
    readonly name: string;
  };
}

type Patch = Pick<Guard, 'name' | 'find' | 'replace'> & { readonly test: string };

/** The guards of one source file that one test file proves; both from the repository's root. */
export const guardsOf = (
  file: string,
  project: 'node' | 'browser' | 'long',
  testFile: string,
  patches: readonly Patch[],
): readonly Guard[] =>
  patches.map(({ test, ...patch }) => ({
    ...patch,
    file,
    test: { project, file: testFile, name: test },
  }));
