/** What the lists of calls in one document have, for the matchers. */
export interface CallLists {
  /** The numbers of active calls and of the history (COM CallMonitor.ts uniqueNumbers, CallHistory.ts:480-491). */
  numbers(): readonly string[];
  /** The session ids of active calls and of the history. */
  sessions(): readonly string[];
  activeSessions(): readonly string[];
  /** The callers' names that the network sent, by number (CallHistory/index.ts:104-121). */
  callerNames(): Readonly<Record<string, string>>;
}
