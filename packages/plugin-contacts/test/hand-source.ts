import type { ContactsByNumber, ContactSource, SourceContact } from '../src/index.js';

/** A question as the widget asks it. */
export const ask = (
  ...numbers: readonly string[]
): readonly { readonly phoneNumber: string; readonly callType: string }[] =>
  numbers.map((phoneNumber) => ({ phoneNumber, callType: 'inbound' }));

export const person = (name: string, ...numbers: readonly string[]): SourceContact => ({
  name,
  phoneNumbers: numbers.map((phoneNumber) => ({ phoneNumber })),
});

interface HandCall {
  readonly numbers: readonly string[];
  readonly signal: AbortSignal;
  readonly answer: (found: ContactsByNumber) => void;
  readonly fail: (error: Error) => void;
}

/** A source whose every answer is given by hand. */
export function handSource(): {
  readonly source: ContactSource;
  readonly calls: readonly HandCall[];
} {
  const calls: HandCall[] = [];
  const source: ContactSource = {
    findByNumbers: (numbers, { signal }) =>
      new Promise((answer, fail) => void calls.push({ numbers, signal, answer, fail })),
  };
  return { source, calls };
}

/** Lets everything run that waits for nothing but promises. */
export const settle = (): Promise<void> => new Promise<void>((done) => void setTimeout(done, 0));
