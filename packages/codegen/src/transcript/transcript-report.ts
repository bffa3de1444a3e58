/** How often something occurred, and where first. */
export interface Seen {
  readonly count: number;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** A message and a part of it: the body of a push, the data or the result of a request. */
export interface Where {
  readonly message: string;
  readonly from: 'widget' | 'page';
  readonly part: 'body' | 'data' | 'result';
  /** JSON pointer into the part; `*` means any index or key of a record. */
  readonly pointer: string;
}

/** The differences between a transcript or a dump and the schemas. */
export interface TranscriptReport {
  readonly wire: string;
  /** Messages of the wire by name and sender: `widget ringCall`. */
  readonly messages: Readonly<Record<string, number>>;
  /** Types without a schema, or with a wrong envelope. */
  readonly unknownTypes: readonly (Seen & {
    readonly type: string;
    readonly from: 'widget' | 'page';
    readonly envelope: string;
    readonly known?: string;
  })[];
  /** Members without a schema, with the types of their values. */
  readonly unknownMembers: readonly (Seen & Where & { readonly types: readonly string[] })[];
  /** Values outside an open enumeration, with their counts. */
  readonly unknownValues: readonly (Seen &
    Where & { readonly values: Readonly<Record<string, number>> })[];
  /** Messages whose schema is declared-only. */
  readonly declaredOnly: readonly (Seen & { readonly message: string; readonly from: string })[];
  /** Invalid bodies. */
  readonly invalid: readonly (Seen &
    Where & { readonly expected: string; readonly actual: string })[];
  /** Objects with the tag of an envelope that are not valid envelopes. */
  readonly malformed: readonly (Seen & { readonly tag: string; readonly expected: string })[];
  /** Messages and members that only some versions send, and the versions that send all of them. */
  readonly versions: {
    readonly possible: readonly string[];
    readonly evidence: readonly (Seen & {
      readonly what: string;
      readonly versions: readonly string[];
    })[];
  };
  /** Messages between the widget and its adapter script. */
  readonly internal: readonly (Seen & { readonly message: string; readonly from: string })[];
  /** Responses to requests that are not in the file. */
  readonly strayResponses: number;
  /** Nulls at the place of a number: JSON converts NaN to null. */
  readonly nullNumbers: number;
  /** Messages of other scripts, which are ignored. */
  readonly others: number;
  /** Messages that could not be recorded. */
  readonly lost: number;
}

/** Whether the schemas do not describe everything. */
export const hasProblems = (report: TranscriptReport): boolean =>
  Object.keys(report.messages).length === 0 ||
  [
    report.unknownTypes,
    report.unknownMembers,
    report.unknownValues,
    report.declaredOnly,
    report.invalid,
    report.malformed,
  ].some((list) => list.length > 0);
