/** What a page has registered: one for all, replaced as a whole by the next one. */
export interface RegisteredService {
  readonly name: string;
  readonly callLoggerEnabled: boolean | undefined;
  readonly contactMatcherEnabled: boolean | undefined;
  readonly callLogMatcherEnabled: boolean | undefined;
  readonly leadViewerEnabled: boolean | undefined;
}

/**
 * What is marked `@state` in the source and not `@storage`: it lives in the shared worker of 1.x,
 * or in the one document of 0.x. It is plain data.
 */
export interface WorkerState {
  service: RegisteredService | undefined;
  /** The names under which contacts are asked for; none is ever removed. */
  readonly contactNames: string[];
  readonly callLogNames: string[];
  /** The keys of the calls that were on when it last looked (EvPresence.ts:56; JSW EvCallMonitor.ts:27). */
  oldActive: readonly string[];
  /** What the agent looks at. */
  page: 'dialer' | 'call' | 'disposition' | 'history';
  /** The key of the call that is looked at. */
  callKey: string;
  save: 'submit' | 'saving' | 'saved';
  isNoteRequired: boolean;
  /** A disposition was chosen and taken back. */
  isDispositionMissing: boolean;
  /** How many ringings of the softphone wait to be told as ended; 0.x only. */
  sipRings: number;
}

export function emptyWorker(): WorkerState {
  return {
    service: undefined,
    contactNames: [],
    callLogNames: [],
    oldActive: [],
    page: 'dialer',
    callKey: '',
    save: 'submit',
    isNoteRequired: false,
    isDispositionMissing: false,
    sipRings: 0,
  };
}
