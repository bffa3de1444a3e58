import { toAscii } from './to-ascii.js';

/** Characters that are not seen: marks of writing direction, joiners, byte order marks, fillers, controls. */
export const INVISIBLE: RegExp =
  /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]|(?![\t-\r])\p{Cc}/gu;
/** How a spreadsheet is kept from reading a text as a number: `="0123"`. */
export const FORMULA: RegExp = /^=\s*"([^"]*(?:""[^"]*)*)"$/u;
/** The same as `'0123`, or as `=0123`. */
const GUARD = /^(?:['’‘]+(.*?)['’‘]*|=(?=[+\d(])(.*))$/su;
/** Codes dialled before a number to hide or show the caller's own. They are not part of the number. */
const CALLER_ID_CODE = /^(?:\*67|\*82|[*#]31#)[\s-]*(?=[+(]?\d[\d\s().-]{5})/u;
/** What may stand behind a number's digits: an extension. */
const EXTENSION = '(?=\\s*(?:;|#|x|ext)|$)';
/** Scientific notation: `6.50395E+09`, `1,65e10`, `1.65×10^10`. */
const EXPONENT = new RegExp(
  `^\\+?(\\d*)(?:[.,\\u066b](\\d*))?(?:e|[x×*]10\\^)\\+?(\\d+)${EXTENSION}`,
  'u',
);
const LOOKS_EXPONENT = /^\+?[\d.,\u066b]*\d[.,\u066b]?(?:e[+\u2212-]?\d|[x×*]10\^)/u;
/** `16503945910.0`, `16.503.945.910,00`: a whole number with decimals that say nothing. */
const DECIMALS = new RegExp(
  `^(\\+?(?:\\d+|\\d{1,3}(?:,\\d{3})+(?=\\.)|\\d{1,3}(?:\\.\\d{3})+(?=,)))[.,\\u066b](\\d{1,2}|0+)${EXTENSION}`,
  'u',
);
/** The same behind a number that is written in groups: no number ends with a group of one digit. */
const LAST_ZERO = new RegExp(`^(\\+?[\\d\\s()'/-]*\\d)[.,]0${EXTENSION}`, 'u');
/** `16,503,945,910`: a first group of three could be a list of extensions as well. */
const GROUPED = new RegExp(`^\\+?\\d{1,2}(?:,\\d{3}){3,}${EXTENSION}`, 'u');
/** What is longer is not a number, and nobody looks for it. */
const LONGEST = 1_000;
/** A number of fewer digits may have a dot before its last two: `12.34`. */
const LONG = 7;

/** The whole number that a spreadsheet wrote in scientific notation, if it kept all of its digits. */
function readExponent(text: string): string | undefined {
  const [all, whole = '', fraction = '', exponent = ''] = EXPONENT.exec(text) ?? [];
  if (all === undefined) return undefined;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (whole === '' || point > digits.length || /[1-9]/u.test(digits.slice(point))) {
    return undefined;
  }
  const sign = text.startsWith('+') ? '+' : '';
  return sign + digits.slice(0, point) + text.slice(all.length);
}

/** Without what stands before a number, or around it, and is not part of it; in any order. */
function unwrap(text: string): string {
  const bare = text.replace(/^tel:/iu, '').replace(CALLER_ID_CODE, '').trim();
  const [, apostrophe, formula] = GUARD.exec(bare) ?? [];
  const inner = (FORMULA.exec(bare)?.[1] ?? apostrophe ?? formula ?? bare).trim();
  return inner === text ? text : unwrap(inner);
}

/**
 * A number as it was meant: without invisible characters, and without what a spreadsheet did to it.
 *
 * `undefined` if the spreadsheet has rounded it: its last digits are lost, and any number made of
 * the others is somebody else's.
 */
export function cleanNumber(raw: string): string | undefined {
  if (raw.length > LONGEST) return raw;
  const text = unwrap(toAscii(raw).replace(INVISIBLE, '').replace(/\s/gu, ' ').trim());
  const bare = text.toLowerCase();
  const tight = bare.replace(/\s(?=[\d.,e+×*^])/gu, '');
  if (LOOKS_EXPONENT.test(tight)) return readExponent(tight);
  const [all, whole = '', decimals = ''] = DECIMALS.exec(bare) ?? [];
  if (all !== undefined) {
    const digits = whole.replace(/[.,]/gu, '');
    const isLong = digits.replace('+', '').length >= LONG;
    if (/^0{1,2}$/u.test(decimals) || (isLong && /^0+$/u.test(decimals))) {
      return digits + text.slice(all.length);
    }
    // 6503945910,12 has an extension; 6503945910.12 is not a number of anybody.
    if (isLong && bare[whole.length] !== ',') return undefined;
  }
  const [zero, grouped = ''] = LAST_ZERO.exec(bare) ?? [];
  if (zero !== undefined && grouped.replace(/\D/gu, '').length >= LONG) {
    return grouped + text.slice(zero.length);
  }
  return GROUPED.test(bare) ? text.replaceAll(',', '') : text;
}
