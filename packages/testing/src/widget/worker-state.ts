/** The registered service: one for all tabs, replaced as a whole by the next register message. */
export interface RegisteredService {
  readonly name: string;
  readonly callLoggerEnabled: boolean | undefined;
  readonly contactMatcherEnabled: boolean | undefined;
  readonly callLogMatcherEnabled: boolean | undefined;
  readonly leadViewerEnabled: boolean | undefined;
}

/**
 * The members that are marked `@state` in the source and not `@storage`: they live in the shared worker
 * of 1.x, or in the one document of 0.x. Plain data.
 */
export interface WorkerState {
  service: RegisteredService | undefined;
  /** The names that query contacts; names are never removed. */
  readonly contactNames: string[];
  readonly callLogNames: string[];
  /** The keys of the calls at the last comparison (EvPresence.ts:56; JSW EvCallMonitor.ts:27). */
  oldActive: readonly string[];
  /** The open page. */
  page: 'dialer' | 'call' | 'disposition' | 'history';
  /** The key of the open call. */
  callKey: string;
  save: 'submit' | 'saving' | 'saved';
  isNoteRequired: boolean;
  /** Whether a disposition was selected and deselected. */
  isDispositionMissing: boolean;
  /** How many rings of the softphone wait for their end event; 0.x only. */
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
