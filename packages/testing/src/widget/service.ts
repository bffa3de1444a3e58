/** What a page has registered: one for all, replaced as a whole by the next one. */
export interface RegisteredService {
  readonly name: string;
  readonly callLoggerEnabled: boolean | undefined;
  readonly contactMatcherEnabled: boolean | undefined;
  readonly callLogMatcherEnabled: boolean | undefined;
  readonly leadViewerEnabled: boolean | undefined;
}
