const DIGIT = /\p{Nd}/u;

/**
 * The digits of all scripts, and the full-width forms of signs and letters, as ASCII has them.
 *
 * Unicode's decimal digits stand in runs of ten, from 0 to 9.
 */
export function toAscii(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0);
    if (!DIGIT.test(character)) return character;
    let value = 0;
    while (DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value % 10);
  });
}
