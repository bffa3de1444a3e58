import type { Envelope } from '@jackfield/core/protocol';
import { isObject } from '@jackfield/plugin-kit/json';
import { fromJson } from '@jackfield/plugin-kit/special-values';
import { TestingError } from '../testing-error.js';
import { readRecordedEnvelope } from './read-recorded-envelope.js';
import type { AnyWire } from './recorded-wire.js';
import { FORMAT, type MessageLine, type TranscriptHeader, type WidgetLine } from './transcript.js';

/** A line of a transcript with its parsed content. */
export type Step = {
  /** Its number in the file, from 1. */
  readonly number: number;
  readonly at: number;
} & (
  | { readonly kind: 'widget'; readonly type: WidgetLine['widget'] }
  | { readonly kind: 'closing' }
  | { readonly kind: 'message'; readonly line: MessageLine; readonly parsed: Envelope }
);

/** A message of a transcript. */
export type MessageStep = Extract<Step, { kind: 'message' }>;

/** A parsed transcript. */
export interface Transcript {
  readonly header: TranscriptHeader;
  readonly steps: readonly Step[];
  /** Whether it has its last line and no line was dropped; if not, messages may be missing. */
  readonly isComplete: boolean;
}

type Members = Readonly<Record<string, unknown>>;

const OUTCOMES = ['delivered', 'answered', 'failed', 'invalid', 'unhandled', 'ignored', 'sent'];
const STATES = ['waiting', 'loading', 'registered', 'registerFailed', 'closing', 'closed'];
const WIDGET = ['loading', 'load', 'gone'];

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Throws if a line is malformed. */
type Check = (holds: boolean, where: string, expected: string, received: unknown) => void;

function checkLine(number: number): Check {
  return (holds, where, expected, received) => {
    if (holds) return;
    throw new TestingError(
      'TRANSCRIPT_MALFORMED',
      `Transcript, line ${number}: expected ${expected} at ${where}, received ${show(received)}`,
    );
  };
}

const oneOf = (words: readonly string[]): string =>
  words.map((word) => JSON.stringify(word)).join(' or ');

function membersOf(text: string, check: Check): Members {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    check(false, '/', 'JSON', text);
  }
  check(isObject(json), '/', 'an object', json);
  return json as Members;
}

function readHeader({ protocol }: AnyWire, members: Members, check: Check): TranscriptHeader {
  const { jackfield, version, wire, personal, service, state, at } = members;
  check(jackfield === 'transcript', '/jackfield', '"transcript"', jackfield);
  check(version === FORMAT, '/version', String(FORMAT), version);
  check(wire === protocol.name, '/wire', `"${protocol.name}"`, wire);
  check(
    personal === 'mask' || personal === 'pseudonym',
    '/personal',
    '"mask" or "pseudonym"',
    personal,
  );
  check(typeof service === 'string', '/service', 'a string', service);
  check(STATES.includes(state as string), '/state', oneOf(STATES), state);
  check(typeof at === 'number', '/at', 'a number', at);
  return members as unknown as TranscriptHeader;
}

function readStep(
  recorded: AnyWire,
  members: Members,
  number: number,
  check: Check,
): Step | undefined {
  const { at, direction, name, envelope, outcome, ms, widget, host, end } = members;
  if (end !== undefined) return undefined;
  check(typeof at === 'number', '/at', 'a number', at);
  const time = at as number;
  if (widget !== undefined) {
    check(WIDGET.includes(widget as string), '/widget', oneOf(WIDGET), widget);
    return { number, at: time, kind: 'widget', type: widget as WidgetLine['widget'] };
  }
  if (host !== undefined) {
    check(host === 'closing', '/host', '"closing"', host);
    return { number, at: time, kind: 'closing' };
  }
  check(direction === 'in' || direction === 'out', '/direction', '"in" or "out"', direction);
  for (const [where, value, type] of [
    ['/name', name, 'string'],
    ['/ms', ms, 'number'],
  ] as const)
    check(value === undefined || typeof value === type, where, `a ${type} or nothing`, value);
  const isOutcome = outcome === undefined || OUTCOMES.includes(outcome as string);
  check(isOutcome, '/outcome', oneOf(OUTCOMES), outcome);
  const posted = fromJson(envelope);
  const parsed = readRecordedEnvelope(recorded, direction as MessageLine['direction'], posted);
  check(parsed !== undefined, '/envelope', `an envelope of ${recorded.protocol.name}`, envelope);
  return {
    number,
    at: time,
    kind: 'message',
    line: { ...members, envelope: posted } as unknown as MessageLine,
    parsed: parsed as Envelope,
  };
}

/**
 * Parses a transcript, which may end after any line.
 *
 * @throws `TestingError` `TRANSCRIPT_MALFORMED`, with the line, what was expected and what was received
 */
export function parseTranscript(wire: AnyWire, text: string): Transcript {
  const [first, ...rest] = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '');
  const check = checkLine(first?.number ?? 1);
  check(first !== undefined, '/', 'a header', undefined);
  const header = readHeader(wire, membersOf(first?.line ?? '', check), check);
  let isComplete = false;
  const steps = rest.flatMap(({ number, line }) => {
    const checkThis = checkLine(number);
    const members = membersOf(line, checkThis);
    isComplete ||= members['end'] !== undefined && members['dropped'] === 0;
    return readStep(wire, members, number, checkThis) ?? [];
  });
  return { header, steps, isComplete };
}
