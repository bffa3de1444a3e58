import { ContactsError } from '../contacts-error.js';
import type { ImportInput } from './import-options.js';

/** Small enough for a progress bar. */
const BYTES = 250_000;
const CHARACTERS = 65_536;

export type Chunk = Uint8Array | string;

/** How much there is to be read, where that is known. */
export function sizeOf(input: ImportInput): number | undefined {
  if (typeof input === 'string') return input.length;
  return input instanceof Blob ? input.size : undefined;
}

async function* chunksOfStream(stream: ReadableStream<Chunk>): AsyncGenerator<Chunk> {
  // Not every browser iterates a stream.
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The parts of an input, one after the other: none is read before the last is done with. */
export async function* chunksOf(input: ImportInput): AsyncGenerator<Chunk> {
  if (typeof input === 'string') {
    for (let from = 0; from < input.length; from += CHARACTERS) {
      yield input.slice(from, from + CHARACTERS);
    }
  } else if (input instanceof Blob) {
    for (let from = 0; from < input.size; from += BYTES) {
      yield new Uint8Array(await input.slice(from, from + BYTES).arrayBuffer());
    }
  } else if (input instanceof ReadableStream) yield* chunksOfStream(input);
  else if (typeof input?.[Symbol.asyncIterator] === 'function') yield* input;
  else {
    throw new ContactsError(
      'OPTION_INVALID',
      'importFile: expected a File, Blob, string, ReadableStream or AsyncIterable.',
    );
  }
}
