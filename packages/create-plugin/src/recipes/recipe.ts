/** A method of the CRM, which the plugin author implements. */
export interface Method {
  readonly name: string;
  /** One or two sentences. */
  readonly about: string;
  readonly parameters: readonly (readonly [name: string, type: string])[];
  readonly result: string;
}

/** A collection in the CRM in memory, which tests can read. */
export interface Collection {
  readonly name: string;
  readonly about: string;
  readonly type: string;
  /** The expression of an empty one, without type parameters: `new Map()`, `[]`. */
  readonly empty: string;
}

/** The implementation of a method in the CRM in memory. */
export interface Fake {
  readonly collection: Collection;
  /** The method, with its name and parameters; no types. */
  readonly lines: readonly string[];
}

/** The test of one message. */
export interface RecipeTest {
  /** A sentence without its subject. */
  readonly title: string;
  /** Statements, with the variables `crm` and `widget`. */
  readonly lines: readonly string[];
  /** The statements for the widget of RingEX, if it sends the message in other words. */
  readonly ringex?: readonly string[];
  /** Their imports from `@jackfield/testing`. */
  readonly imports?: readonly string[];
}

/** Another package that a handler uses. */
export interface Needs {
  /** The name that it imports, and the package. */
  readonly name: string;
  readonly from: string;
  /** Statements before the declaration. */
  readonly statements: readonly string[];
  /** More members of the declaration. */
  readonly members: readonly string[];
  /** What it adds to the bundle, in bytes gzipped. */
  readonly size: number;
}

/**
 * The code for one message: it calls one method of the CRM.
 *
 * The lines contain no types, so that they are valid TypeScript and JavaScript.
 */
export interface Recipe {
  readonly method: Method;
  /** The types of `@jackfield/core`, or the `RingexMessages`, in the method's signature. */
  readonly types: readonly string[];
  /** The types of `@jackfield/core` in the collection's type. */
  readonly fakeTypes?: readonly string[];
  /** The entry under `requests` or `pushes`. */
  readonly handler: readonly string[];
  /** What the handler needs besides the CRM. */
  readonly needs?: Needs;
  readonly fake: Fake;
  readonly test: RecipeTest;
}
