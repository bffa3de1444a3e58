import { ContactsError } from '../contacts-error.js';
import type { Chunk } from './read-chunks.js';

const invalid = (expected: string, cause: unknown): ContactsError =>
  new ContactsError('IMPORT_INVALID', `importFile: expected ${expected}.`, { cause });

/** What a byte order mark says, which spreadsheets put before UTF-16, too. */
function encodingOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** Makes text of chunks, which may be cut within a character; `undefined` is the end. */
export function createDecoder(encoding: string | undefined): (chunk: Chunk | undefined) => string {
  let decoder: TextDecoder | undefined;
  let isFirst = true;

  const start = (bytes: Uint8Array): TextDecoder => {
    const label = encodingOf(bytes) ?? encoding ?? 'utf-8';
    try {
      return new TextDecoder(label, { fatal: true });
    } catch (error) {
      throw invalid(`an encoding that this browser knows, not ${JSON.stringify(label)}`, error);
    }
  };

  return (chunk) => {
    if (typeof chunk === 'string') {
      const text = isFirst ? chunk.replace(/^\ufeff/u, '') : chunk;
      isFirst = false;
      return text;
    }
    if (chunk) decoder ??= start(chunk);
    try {
      return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? '';
    } catch (error) {
      // Decoded differently, names would be corrupted without an error.
      throw invalid(
        `text in ${decoder?.encoding}; if it is an older file of a spreadsheet, say encoding: 'windows-1252'`,
        error,
      );
    }
  };
}
