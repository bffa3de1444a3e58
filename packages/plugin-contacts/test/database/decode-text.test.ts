import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../src/database/decode-text.js';
import { isContactsError } from '../../src/index.js';

type Options = { readonly encoding?: string; readonly isFolded?: boolean };

/** What is decoded from bytes that come in parts of so many; the first may be empty. */
function decode(bytes: Uint8Array, part: number, { encoding, isFolded }: Options = {}): string {
  const take = createDecoder(encoding, isFolded);
  let text = take(new Uint8Array());
  for (let from = 0; from < bytes.length; from += part) {
    text += take(bytes.slice(from, from + part));
  }
  return text + take(undefined);
}

const PARTS = [1, 2, 3, 5, 1_000, 1_000_000];

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
function utf16(text: string, isBig: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), !isBig);
  return new Uint8Array(view.buffer);
}
const failure = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect(isContactsError(error)).toBe(true);
    return (error as Error).message;
  }
  return '';
};

const text = `name,phone\nJürgen Мария 😀,101\n${'Ada,102\n'.repeat(300)}`;

describe('text is decoded from', () => {
  it.each<[string, Uint8Array, Options?]>([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`)],
    [
      'UTF-8 with a byte order mark, against the option',
      utf8(`\ufeff${text}`),
      { encoding: 'windows-1252' },
    ],
    ['UTF-16LE with a byte order mark', utf16(`\ufeff${text}`, false)],
    ['UTF-16BE with a byte order mark', utf16(`\ufeff${text}`, true)],
    ['UTF-16LE as the option says', utf16(text, false), { encoding: 'utf-16le' }],
    ['UTF-16BE as the option says', utf16(text, true), { encoding: 'utf-16be' }],
  ])('%s, wherever it is cut', (_name, bytes, options) => {
    for (const part of PARTS) expect(decode(bytes, part, options), `${part}`).toBe(text);
  });

  it('strings, of which the first may be empty', () => {
    const take = createDecoder(undefined);
    expect(['', '\ufeffAda', '\ufeffBob'].map(take)).toEqual(['', 'Ada', '\ufeffBob']);
  });

  it('a long text with a NUL, which is left out wherever the text is cut', () => {
    const long = utf8(text);
    const withNul = Uint8Array.from([...long, 65, 0, 66, 0]);
    for (const part of PARTS) expect(decode(withNul, part), `${part}`).toBe(`${text}AB`);
    const take = createDecoder(undefined);
    expect(['Ada'.repeat(1_000), 'B\0ob', '\0'].map(take).join('')).toBe(
      `${'Ada'.repeat(1_000)}Bob`,
    );
  });

  it('nothing, and a single letter', () => {
    expect(decode(new Uint8Array(), 1)).toBe('');
    expect(decode(utf8('A'), 1)).toBe('A');
  });
});

describe('is refused, with advice that helps,', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-16LE without a byte order mark', utf16(text, false), "encoding: 'utf-16le'"],
    ['UTF-16BE without a byte order mark', utf16(text, true), "encoding: 'utf-16be'"],
    ['a short text of it', utf16('name\nA', false), "encoding: 'utf-16le'"],
    ['a NUL at its beginning', utf8(`name\0${text}`), 'NUL'],
    ['UTF-32', Uint8Array.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), 'NUL'],
    [
      'an older file',
      Uint8Array.from([...utf8('name\nJos'), 0xe9, 10]),
      "encoding: 'windows-1252'",
    ],
  ])('%s', (_name, bytes, advice) => {
    for (const part of PARTS) {
      expect(
        failure(() => decode(bytes, part)),
        `${part}`,
      ).toContain(advice);
    }
  });

  it('a string that was decoded wrongly', () => {
    for (const first of ['', 'n', 'name\n']) {
      const take = createDecoder(undefined);
      expect(
        failure(() => [first, 'A\0d\0a\0'].map(take)),
        first,
      ).toContain('NUL');
    }
    expect(failure(() => createDecoder(undefined)('n\0a\0m\0e\0'))).toContain('NUL');
  });

  it('half a letter of UTF-16, without a word about spreadsheets', () => {
    const bytes = Uint8Array.from([...utf16('\ufeffAda', false), 0x00, 0xd8]);
    expect(failure(() => decode(bytes, 3))).toMatch(/expected text in utf-16le\.$/u);
  });
});

describe('a fold within a letter', () => {
  const folded = (letter: string, fold: string, at: number): Uint8Array => {
    const bytes = utf8(letter);
    return Uint8Array.from([
      ...utf8('FN:'),
      ...bytes.slice(0, at),
      ...utf8(fold),
      ...bytes.slice(at),
      ...utf8('x\n'),
    ]);
  };

  it.each(['\r\n ', '\n ', '\r\n\t'])('is put behind it: %j', (fold) => {
    for (const letter of ['é', '€', '😀']) {
      for (let at = 1; at < utf8(letter).length; at += 1) {
        for (const part of PARTS) {
          expect(decode(folded(letter, fold, at), part, { isFolded: true })).toBe(
            `FN:${letter}${fold}x\n`,
          );
        }
      }
    }
  });

  it('is found in every line of a long file', () => {
    const one = folded('é', '\r\n ', 1);
    const bytes = new Uint8Array(one.length * 2_000);
    for (let i = 0; i < 2_000; i += 1) bytes.set(one, i * one.length);
    for (const part of [7, 1_000, 65_536]) {
      expect(decode(bytes, part, { isFolded: true })).toBe('FN:é\r\n x\n'.repeat(2_000));
    }
  });

  it('is not looked for in other formats', () => {
    expect(failure(() => decode(folded('é', '\r\n ', 1), 100))).toContain('utf-8');
  });
});
