/**
 * The member `jackfield` of a plugin's package.json. With it, tools can list installed plugins
 * without loading them. `jackfield check` writes and verifies it.
 */
export interface Manifest {
  /** The exported plugin: a value that `definePlugin` returned, or a factory that returns one. */
  readonly plugin: {
    readonly export: string;
    readonly kind: 'value' | 'factory';
    /** The factory cannot be called without options. */
    readonly needsOptions?: boolean;
    /** The factory has no parameter. */
    readonly takesOptions?: false;
  };
  /** Names of the requests that it handles. */
  readonly requests: readonly string[];
  /** Names of the pushes that it listens to. */
  readonly pushes: readonly string[];
  /** Flags of the register message that follow from the requests. */
  readonly capabilities: readonly string[];
  /** Names of the wires that it supports. */
  readonly wire: readonly string[];
  /** The range of @jackfield/core that it supports. */
  readonly core: string;
  /** A module that exports `plugins` for `jackfield dev`. Written by hand. */
  readonly dev?: string;
  /** The size limit in bytes, minified and gzipped without core. Written by hand. */
  readonly maxSize?: number;
}

/** A plugin package: it has a manifest, or its source exports a plugin. */
export interface PluginPackage {
  /** Absolute. */
  readonly folder: string;
  /** The package's name. */
  readonly name: string;
  readonly version: string;
  readonly manifest: Manifest | undefined;
  /** The source of its main entry, absolute; `undefined` if there is only built code. */
  readonly source: string | undefined;
}
