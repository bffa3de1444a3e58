/** A command of a browser test to its frame, over a port: one of the methods of a world. */
export interface Command {
  readonly id: number;
  readonly does: 'start' | 'call' | 'get' | 'view' | 'advance' | 'openTab' | 'reload' | 'close';
  readonly args: readonly unknown[];
}

/** What `view` reads at once: properties of the widget by their names, its tabs and its clock. */
export interface View {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly tabs: readonly { readonly number: number; readonly isMain: boolean }[];
  readonly now: number;
  readonly pending: number;
}

/** What the frame answers. An error loses its code when it is copied, so it goes beside it. */
export interface Outcome {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly code?: unknown };
}

/** What a page posts to a frame's window beside the messages of the wire. */
export interface Drive {
  /**
   * `connect`: the port that comes with it is the test's. `relay`: this frame is another tab of the
   * widget at the other end of the port. `mark`: post this back, after all earlier messages.
   * `stranger`: post this to a frame beside this one.
   */
  readonly drive: 'connect' | 'relay' | 'mark' | 'stranger';
  readonly marker?: string;
  readonly message?: unknown;
  /** Which of the page's frames is meant. */
  readonly frame?: number;
}

/** What goes between the widget's frame and one that is another tab of it. */
export type Relayed = { readonly message: unknown } | { readonly mark: string };
