/** A change that breaks one promise of the source, and the test that must fail then. */
export interface Mutation {
  /** The promise, as a sentence. */
  readonly name: string;
  /** The file, from the repository's root. */
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly find: string;
  /** What replaces the text. */
  readonly replace: string;
  readonly test: {
    /** The test's file, from the repository's root. */
    readonly file: string;
    /** A part of the test's full name. */
    readonly name: string;
  };
}

type Patch = Pick<Mutation, 'name' | 'find' | 'replace'> & { readonly test: string };

/** The mutations of one source file that one test file must notice; both from the repository's root. */
export const mutationsOf = (
  file: string,
  testFile: string,
  patches: readonly Patch[],
): readonly Mutation[] =>
  patches.map(({ test, ...patch }) => ({ ...patch, file, test: { file: testFile, name: test } }));
