import type { HostEvents } from '@jackfield/core';

/** How personal data is treated: each value hidden, or replaced so that equal ones stay equal. */
export type Personal = 'mask' | 'pseudonym';

/** The version of the format; another one is not read. */
export const FORMAT = 1;

/** The first line of a transcript. */
export interface TranscriptHeader {
  readonly jackfield: 'transcript';
  readonly version: typeof FORMAT;
  /** The wire that its envelopes are of. */
  readonly wire: string;
  readonly personal: Personal;
  /** The host's service and, as the recording began, its state. */
  readonly service: string;
  readonly state: HostEvents['state']['state'];
  /** When the first line was written, in milliseconds since 1970. */
  readonly at: number;
}

/** A message, as it is on the wire apart from its personal data and the texts of errors. */
export interface MessageLine {
  /** When it came or was sent, in milliseconds since 1970. */
  readonly at: number;
  /** `in`: the widget sent it. */
  readonly direction: 'in' | 'out';
  /** The schemas' name; of a response, its request's. Absent for a type that no schema knows. */
  readonly name?: string;
  readonly envelope: Readonly<Record<string, unknown>>;
  /** What the host made of it; absent for a request that a later line answers. */
  readonly outcome?: HostEvents['message']['outcome'];
  /** Of a response: how long the request took, in milliseconds. */
  readonly ms?: number;
}

/** What became of the widget's document. */
export interface WidgetLine {
  readonly at: number;
  readonly widget: HostEvents['widget']['type'];
}

/** The host began to close. */
export interface HostLine {
  readonly at: number;
  readonly host: 'closing';
}

/** The last line: how many lines there was no room for. */
export interface EndLine {
  readonly end: 'stopped' | 'running';
  readonly dropped: number;
}

/** A line of a transcript after its header. */
export type TranscriptLine = MessageLine | WidgetLine | HostLine | EndLine;
