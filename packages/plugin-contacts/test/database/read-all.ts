import type { ContactReader, ReadEntry } from '../../src/formats/index.js';

/** All that a reader makes of a text which comes in parts of so many characters. */
export function readAll(reader: ContactReader, text: string, part = text.length): ReadEntry[] {
  const found: ReadEntry[] = [];
  for (let from = 0; from < text.length; from += part) {
    found.push(...reader.read(text.slice(from, from + part)));
  }
  return [...found, ...reader.end()];
}

/** Cut anywhere, a file says the same. */
export const PARTS = [1, 2, 3, 7, 64, 100_000] as const;
