/** How often something was seen, and where first. */
export interface Seen {
  readonly count: number;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** A message, and which part of it: a push's body, a request's data, its result. */
export interface Where {
  readonly message: string;
  readonly from: 'widget' | 'page';
  readonly part: 'body' | 'data' | 'result';
  /** JSON pointer into the part; `*` stands for list places and keys of records. */
  readonly pointer: string;
}

/** What a file shows, held against the schemas. */
export interface Findings {
  readonly wire: string;
  /** Messages of the wire by name and sender: `widget ringCall`. */
  readonly messages: Readonly<Record<string, number>>;
  /** Types that no schema has, or that came in another envelope than their own. */
  readonly unknownTypes: readonly (Seen & {
    readonly type: string;
    readonly from: 'widget' | 'page';
    readonly envelope: string;
    readonly known?: string;
  })[];
  /** Members that a schema does not have, with the types of their values. */
  readonly unknownMembers: readonly (Seen & Where & { readonly types: readonly string[] })[];
  /** Values outside an open enumeration, with how often each was there. */
  readonly unknownValues: readonly (Seen &
    Where & { readonly values: Readonly<Record<string, number>> })[];
  /** Messages that a schema calls declared only. */
  readonly declaredOnly: readonly (Seen & { readonly message: string; readonly from: string })[];
  /** Bodies that break their schema. */
  readonly invalid: readonly (Seen &
    Where & { readonly expected: string; readonly actual: string })[];
  /** What bears the tag of an envelope and is none. */
  readonly malformed: readonly (Seen & { readonly tag: string; readonly expected: string })[];
  /** What only some versions send, and the versions that send all of it. */
  readonly versions: {
    readonly possible: readonly string[];
    readonly evidence: readonly (Seen & {
      readonly what: string;
      readonly versions: readonly string[];
    })[];
  };
  /** Between the widget and its adapter script. */
  readonly internal: readonly (Seen & { readonly message: string; readonly from: string })[];
  /** Responses to requests that are not in the file. */
  readonly strayResponses: number;
  /** Nulls where a schema has a number: JSON writes NaN so. */
  readonly nullNumbers: number;
  /** Messages of other scripts, which were left alone. */
  readonly others: number;
  /** Messages that came and could not be written. */
  readonly lost: number;
}

/** Whether there is something to look at. */
export const isRemarkable = (findings: Findings): boolean =>
  Object.keys(findings.messages).length === 0 ||
  [
    findings.unknownTypes,
    findings.unknownMembers,
    findings.unknownValues,
    findings.declaredOnly,
    findings.invalid,
    findings.malformed,
  ].some((list) => list.length > 0);
