import { ContactsError } from '../contacts-error.js';
import type { Chunk } from './read-chunks.js';
import { createFoldRepair } from './repair-folds.js';

const invalid = (expected: string, cause?: unknown): ContactsError =>
  new ContactsError('IMPORT_INVALID', `importFile: expected ${expected}.`, { cause });

/** Bytes checked for NUL before decoding starts, and characters after it. */
const HEAD = 1_024;

/** What a byte order mark says, which spreadsheets put before UTF-16, too. */
function encodingOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** No text of contacts has NUL characters, but UTF-16 has a zero in most of its pairs of bytes. */
function checkBytes(bytes: Uint8Array): void {
  const zeros = [0, 0];
  for (const [i, byte] of bytes.entries()) {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return;
  const likely = even > odd ? 'utf-16be' : 'utf-16le';
  throw invalid(
    `text without NUL characters; if it is UTF-16 without a byte order mark, say encoding: '${likely}'`,
  );
}

/**
 * Checks the beginning of a text for NUL, which shows that its encoding is another; a later one is
 * an accident, and is removed. Where the text is cut makes no difference.
 */
function createNulFilter(): (text: string) => string {
  let unchecked = HEAD;
  return (text) => {
    if (text.slice(0, unchecked).includes('\0')) {
      throw invalid('text without NUL characters: it was read in another encoding than it has');
    }
    unchecked = Math.max(0, unchecked - text.length);
    return text.replaceAll('\0', '');
  };
}

function createTextDecoder(bytes: Uint8Array, encoding: string | undefined): TextDecoder {
  const label = encodingOf(bytes) ?? encoding ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (error) {
    throw invalid(`an encoding that this browser knows, not ${JSON.stringify(label)}`, error);
  }
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/**
 * Makes text of chunks, which may be cut within a character; `undefined` is the end.
 *
 * @param isFolded - whether lines are folded, as those of cards, and so also within a letter
 */
export function createDecoder(
  encoding: string | undefined,
  isFolded = false,
): (chunk: Chunk | undefined) => string {
  let decoder: TextDecoder | undefined;
  let repair: ReturnType<typeof createFoldRepair> | undefined;
  let head: Uint8Array = new Uint8Array();
  const filter = createNulFilter();
  let hasText = false;

  const decode = (bytes: Uint8Array, isEnd: boolean): string => {
    let text: string;
    try {
      const whole = repair ? repair(bytes, isEnd) : bytes;
      text = decoder?.decode(whole, { stream: !isEnd }) ?? '';
    } catch (error) {
      // Decoded differently, names would be corrupted without an error.
      throw invalid(
        decoder?.encoding === 'utf-8'
          ? `text in utf-8; if it is an older file of a spreadsheet, say encoding: 'windows-1252'`
          : `text in ${decoder?.encoding}`,
        error,
      );
    }
    return filter(text);
  };
  const start = (isEnd: boolean): string => {
    decoder = createTextDecoder(head, encoding);
    if (isFolded && decoder.encoding === 'utf-8') repair = createFoldRepair();
    const bytes = head;
    head = new Uint8Array();
    if (!decoder.encoding.startsWith('utf-16')) checkBytes(bytes.subarray(0, HEAD));
    return decode(bytes, isEnd);
  };

  return (chunk) => {
    if (typeof chunk === 'string') {
      const before = head.length > 0 ? start(false) : '';
      const text = filter(hasText || before ? chunk : chunk.replace(/^\ufeff/u, ''));
      hasText ||= chunk !== '';
      return before + text;
    }
    if (decoder) return decode(chunk ?? new Uint8Array(), chunk === undefined);
    if (chunk) head = head.length === 0 ? chunk : join(head, chunk);
    if (chunk ? head.length < HEAD : head.length === 0) return '';
    return start(chunk === undefined);
  };
}
