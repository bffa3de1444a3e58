/**
 * What a plugin's package.json says of it under `jackfield`, so that a monorepo or a page can list
 * what is installed without loading it. `jackfield check` writes and verifies it.
 */
export interface Manifest {
  /** The exported plugin: a value that `definePlugin` made, or a function that returns one. */
  readonly plugin: {
    readonly export: string;
    readonly kind: 'value' | 'factory';
    /** A factory cannot be called without options. */
    readonly needsOptions?: boolean;
    /** A factory that has no parameter. */
    readonly takesOptions?: false;
  };
  /** Names of the requests that it handles. */
  readonly requests: readonly string[];
  /** Names of the pushes that it listens to. */
  readonly pushes: readonly string[];
  /** Flags of the register message that follow from the requests. */
  readonly capabilities: readonly string[];
  /** Names of the wires that it can be used with. */
  readonly wire: readonly string[];
  /** The range of @jackfield/core that it fits. */
  readonly core: string;
  /** A module that exports `plugins`, made ready to run in `jackfield dev`. By the author's hand. */
  readonly dev?: string;
  /** What the plugin may weigh, minified and gzipped without core, in bytes. By the author's hand. */
  readonly maxSize?: number;
}

/** A folder whose package.json makes it a plugin: by a manifest, or by its source. */
export interface PluginPackage {
  /** Absolute. */
  readonly folder: string;
  /** The package's name. */
  readonly name: string;
  readonly version: string;
  readonly manifest: Manifest | undefined;
  /** The source of its main entry, absolute; `undefined` where only built code is there. */
  readonly source: string | undefined;
}
