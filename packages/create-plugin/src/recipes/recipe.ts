/** A method of the CRM, as the author of the plugin implements it. */
export interface Method {
  readonly name: string;
  /** One or two sentences. */
  readonly about: string;
  readonly parameters: readonly (readonly [name: string, type: string])[];
  readonly result: string;
}

/** What the CRM in memory keeps, so that a test can look at it. */
export interface Shelf {
  readonly name: string;
  readonly about: string;
  readonly type: string;
  /** What makes it, without the type's parameters: `new Map()`, `[]`. */
  readonly empty: string;
}

/** How the CRM in memory plays a method. */
export interface Fake {
  readonly shelf: Shelf;
  /** The method, with its name and parameters; no types. */
  readonly lines: readonly string[];
}

/** A test of what the plugin makes of one message. */
export interface Proof {
  /** What it does, as a sentence without its subject. */
  readonly title: string;
  /** Statements; `crm` and `widget` are there. */
  readonly lines: readonly string[];
  /** What they use of `@jackfield/testing`. */
  readonly imports?: readonly string[];
}

/**
 * How a plugin handles one message: by one method of the CRM.
 *
 * Its lines hold no types, so that they are TypeScript and JavaScript at once.
 */
export interface Recipe {
  readonly method: Method;
  /** The types of `@jackfield/core` that the method's signature names. */
  readonly types: readonly string[];
  /** The types of `@jackfield/core` that the fake's shelf names. */
  readonly fakeTypes?: readonly string[];
  /** The entry under `requests` or `pushes`. */
  readonly handler: readonly string[];
  readonly fake: Fake;
  readonly proof: Proof;
}
