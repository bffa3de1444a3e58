/** The complete state that `jackfield dev` sends to its page after every change. */
export interface DevState {
  readonly packages: readonly DevPackage[];
  readonly schemas: readonly DevSchemas[];
}

/** A package whose plugins the page runs. */
export interface DevPackage {
  readonly name: string;
  readonly version: string;
  /** The module to import; another one after every edit that matters. */
  readonly url: string;
  /** Absent with an issue that leaves nothing to choose from. */
  readonly choice?: DevChoice | undefined;
  /** Why this module cannot be loaded. */
  readonly issue?: DevIssue | undefined;
  /** What it threw when a page had loaded it, with the place in its source. */
  readonly thrown?: DevIssue | undefined;
}

/** Which exports of a package's module are its plugins. */
export type DevChoice =
  /** A module of the author's: its export `plugins`, a list. */
  | { readonly from: 'dev' }
  | { readonly from: 'export'; readonly export: string; readonly kind: 'value' | 'factory' }
  /** Every export that `definePlugin` has made, and what these functions return without options. */
  | { readonly from: 'any'; readonly factories: readonly string[] };

export interface DevIssue {
  readonly message: string;
  /** `src/index.ts:3:7`, below the package. */
  readonly place: string;
  /** The lines around it. */
  readonly frame?: string | undefined;
}

/** A folder of schemas that is watched; no line while it is faultless. */
export interface DevSchemas {
  readonly folder: string;
  readonly lines: readonly string[];
}

/** The page's report of a module that threw. */
export interface DevThrown {
  readonly name: string;
  readonly url: string;
  readonly message: string;
  readonly stack: string;
}

/** The page's report of a module whose plugins run. */
export interface DevRunning {
  readonly name: string;
  readonly url: string;
  readonly plugins: readonly string[];
}

/** The page's report of something that its policy refused. */
export interface DevRefused {
  readonly id: number;
  readonly what: string;
  /** Where, as a line of a stack would have it. */
  readonly at: string;
}

/** Where in the source that was. */
export interface DevPlace {
  readonly id: number;
  readonly place: string;
}

/** The page's report of an error of a plugin that runs. */
export interface DevFailed {
  readonly id: number;
  /** `Plugin "acme" failed in logCall`. */
  readonly what: string;
  readonly message: string;
  readonly stack: string;
}

/** Where in the source that was. */
export interface DevTrace {
  readonly id: number;
  /** `src/index.ts:3:7`. */
  readonly place?: string | undefined;
  /** The lines around it. */
  readonly frame?: string | undefined;
  /** The stack, with places in the source. */
  readonly stack: string;
}

/** The events between the command and its page, over Vite's channel. */
export const DEV_EVENTS = {
  /** From the page: it is there. */
  hello: 'jackfield:hello',
  /** To the page: {@link DevState}. */
  state: 'jackfield:state',
  /** From the page: {@link DevThrown}. */
  thrown: 'jackfield:thrown',
  /** From the page: {@link DevRunning}. */
  running: 'jackfield:running',
  /** From the page: {@link DevRefused}. */
  refused: 'jackfield:refused',
  /** To the page that reported the refusal: {@link DevPlace}. */
  place: 'jackfield:place',
  /** From the page: {@link DevFailed}. */
  failed: 'jackfield:failed',
  /** To the page that reported the failure: {@link DevTrace}. */
  trace: 'jackfield:trace',
} as const;

/** Where the command serves what only it can know: `createHost` of the author's core, Vite's channel. */
export const BRIDGE = '/@jackfield/bridge.js';
