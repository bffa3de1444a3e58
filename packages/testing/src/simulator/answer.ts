/** The outcome of a request to the page. */
export interface Answer {
  readonly status: 'answered' | 'failed' | 'timeout' | 'lost';
  readonly result?: unknown;
  readonly error?: string | undefined;
  /** How long the widget waited, in milliseconds. */
  readonly ms: number;
}
