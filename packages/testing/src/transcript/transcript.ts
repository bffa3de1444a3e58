import type { HostEvents } from '@jackfield/core';

/** How personal data is treated: `mask` hides each value, `pseudonym` replaces it so that equal ones stay equal. */
export type Personal = 'mask' | 'pseudonym';

/** The version of the format; other versions are rejected. */
export const FORMAT = 1;

/** The first line of a transcript. */
export interface TranscriptHeader {
  readonly jackfield: 'transcript';
  readonly version: typeof FORMAT;
  /** The wire of its envelopes. */
  readonly wire: string;
  readonly personal: Personal;
  /** The host's service, and its state when the recording began. */
  readonly service: string;
  readonly state: HostEvents['state']['state'];
  /** When the first line was written, in milliseconds since 1970. */
  readonly at: number;
}

/** A message as on the wire, without personal data and texts of errors. */
export interface MessageLine {
  /** When it was received or sent, in milliseconds since 1970. */
  readonly at: number;
  /** `in`: the widget sent it. */
  readonly direction: 'in' | 'out';
  /** The schema name; for a response, that of its request. Absent for unknown types. */
  readonly name?: string;
  readonly envelope: unknown;
  /** Its outcome in the host; absent for a request that a later line answers. */
  readonly outcome?: HostEvents['message']['outcome'];
  /** For a response: how long the request took, in milliseconds. */
  readonly ms?: number;
}

/** A change of the widget's document. */
export interface WidgetLine {
  readonly at: number;
  readonly widget: HostEvents['widget']['type'];
}

/** The host started to close. */
export interface HostLine {
  readonly at: number;
  readonly host: 'closing';
}

/** The last line: how many lines were dropped. */
export interface EndLine {
  readonly end: 'stopped' | 'running';
  readonly dropped: number;
}

/** A line of a transcript after its header. */
export type TranscriptLine = MessageLine | WidgetLine | HostLine | EndLine;
