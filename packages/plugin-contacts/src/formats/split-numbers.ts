import { cleanNumber, FORMULA, INVISIBLE } from '../clean-number.js';

/** A number of so many digits is whole; one of fewer is an extension, or a part. */
const WHOLE = 7;
/** What stands between numbers and never within one. */
const BETWEEN = /[\r\n\t|]+|\s:::\s|\/\s*(?=\+)/u;
/** What stands between numbers, or before an extension. */
const SOFT = /([;,][;,\s]*|\s(?:or|and|oder|und)\s|\s*&\s*)/iu;
const EXTENSION = /^(?:ext(?:ension|n)?\b|ext\.?=?|x|#)\s*\.?\s*\d/iu;
const LABEL =
  /^(?:home|work|office|mobile|cell|main|fax|direct|privat|mobil|handy)\s*:\s*|\s*\((?:home|work|office|mobile|cell|main|fax|direct|privat|mobil|handy)\)$/giu;

/** A longer text is not a list of one person's numbers. */
const LONGEST = 1_000;

const digitsIn = (text: string): number =>
  text.replace(/(?:ext|x|#).*$/isu, '').replace(/\D/gu, '').length;
/** Whether a text has the digits of a whole number. */
export const isWhole = (text: string): boolean => digitsIn(text) >= WHOLE;

/**
 * The numbers between slashes; `undefined` if a slash may stand within one, or not. A number has one
 * slash at most, behind its area code: 030/12345/6 may be one number or two.
 */
function splitSlash(text: string): readonly string[] | undefined {
  const parts = text.split('/').map((it) => it.trim());
  if (parts.length === 1 || parts.every(isWhole)) return parts;
  const [first = '', second = '', ...others] = parts;
  const digits = digitsIn(text);
  const isWithArea =
    others.length === 0 &&
    !isWhole(first) &&
    (/^[+(0]/u.test(text) || digits === 10 || digits === 11);
  // 089/1234567 and 650/394-5910: an area code.
  if (isWithArea) return [text];
  if (others.length === 2) {
    const pairs = [`${first}/${second}`, others.join('/')];
    if (pairs.every((pair) => isWhole(pair) && splitSlash(pair)?.length === 1)) return pairs;
  }
  if (/^[+(0]/u.test(text)) return undefined;
  if (!parts.some(isWhole) && (digits < WHOLE || text.includes(' / '))) return parts;
  // 394/5910 has the digits of a number without its area code; 7654321/22 has a second ending.
  return parts.length === 2 && first.length === 3 && digitsIn(second) === 4 ? [text] : undefined;
}

function splitSoft(text: string): readonly string[] | undefined {
  const [first = '', ...others] = text.split(SOFT);
  const items = [first.trim()];
  const between: string[] = [];
  for (let i = 0; i < others.length; i += 2) {
    const mark = (others[i] ?? '').trim();
    const part = (others[i + 1] ?? '').trim();
    const last = items.at(-1) as string;
    const isParameter = /^[a-z-]+=/iu.test(part);
    const isExtension =
      EXTENSION.test(part) || (part !== '' && /^[;,]/u.test(mark) && !isWhole(part));
    if (isParameter || (isExtension && isWhole(last))) {
      if (!isParameter && /[;,]+[^;,]+[;,]/u.test(`${last}${mark}`)) return undefined;
      items[items.length - 1] = `${last}${mark}${part}`;
    } else if (part !== '') {
      items.push(part);
      between.push(others[i] ?? '');
    }
  }
  const isShort = items.every((it) => !isWhole(it));
  // 650,394,5910 is a number, or three extensions.
  const isUnsure =
    items.length > 1 && isShort && between.some((it) => it === ',') && digitsIn(text) >= WHOLE;
  return isUnsure ? undefined : items;
}

/** The numbers of a cell, or why there are none. */
export type CellNumbers =
  | { readonly numbers: readonly string[] }
  | { readonly expected: string; readonly received: string };

/**
 * The numbers that one cell of a table holds, each as it was meant: separated by `;` `,` `/` `|`, a
 * newline or a word. An extension stays with its number, and a slash behind an area code within it.
 */
export function splitNumbers(cell: string): CellNumbers {
  if (cell.length > LONGEST) {
    return { expected: `numbers of ${LONGEST} characters at most`, received: 'a longer text' };
  }
  const text = cell.replace(INVISIBLE, '').trim();
  const [, quoted = text] = FORMULA.exec(text) ?? [];
  const numbers: string[] = [];
  for (const piece of quoted.split(BETWEEN)) {
    const whole = cleanNumber(piece);
    if (/^sips?:/iu.test(piece.trim())) {
      numbers.push(piece.trim());
      continue;
    }
    const items =
      whole === undefined || !/[;,/&]|\s\D+\s/u.test(whole) ? [piece] : splitSoft(piece);
    const parts = items?.map(splitSlash);
    if (!parts || parts.includes(undefined)) {
      return {
        expected: 'a number, or several with ; or a newline between them',
        received: 'a text that may be one number or several',
      };
    }
    for (const part of parts.flatMap((it) => it ?? [])) {
      const number = cleanNumber(part.replace(LABEL, ''));
      if (number === undefined) {
        return {
          expected: 'a number with all of its digits',
          received: 'one that a spreadsheet has rounded',
        };
      }
      // Not n/a, or a dash.
      if (/\d/u.test(number)) numbers.push(number);
    }
  }
  return { numbers };
}
