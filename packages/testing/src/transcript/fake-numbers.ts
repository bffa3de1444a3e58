import { digits, pick } from './random.js';

/** Values in place of a withheld number, which identify no one. */
const WITHHELD = /^(|anonymous|blocked|private|restricted|unavailable|unknown|withheld)$/i;

/** A number with an extension, in the formats of people and carriers: `…*101`, `… x101`, `…;ext=101`. */
const EXTENDED = /^(.*\d.*?)(\s*(?:[*#,]|;?\s*ext\.?=?|x)\s*)(\d+)$/i;

const COUNTRY_CODE =
  /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)(?=\d{4})/;

/** Longer strings are not numbers, and the patterns would be slow on them. */
const MAX_LENGTH = 60;

/** The ten digits of the North American numbering plan. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]\d{6}$/;

/** Existing area codes; with the exchange 555 the numbers are unassigned. */
const AREAS = '201 212 303 312 404 415 503 612 650 702 713 806 818 907 919 972'.split(' ');

interface Parts {
  /** The part that is kept: the country code, or leading zeros. */
  readonly head: string;
  /** The part that is the same in every format of the number. */
  readonly own: string;
}

function partsOf(number: string, isInternational: boolean): Parts {
  const plain = /^1(.{10})$/.exec(number)?.[1] ?? '';
  const length = isInternational
    ? (COUNTRY_CODE.exec(number)?.[0].length ?? 0)
    : NORTH_AMERICAN.test(plain)
      ? 1
      : /^0*(?=.)/.exec(number)?.[0].length;
  return { head: number.slice(0, length), own: number.slice(length) };
}

/**
 * Creates a function that returns a fake number for each number, and `undefined` for other strings. A
 * fake keeps the length, the country code or leading zeros, the punctuation and the format of the
 * extension; with seven digits or more, unless it is North American, also the first digit, which
 * denotes the kind of number in many plans. Numbers that are joined by `|` are replaced one by one.
 */
export function createFakeNumbers(): (text: string) => string | undefined {
  const made = new Map<string, string>();
  const taken = new Set<string>();

  function draw(own: string): string {
    if (NORTH_AMERICAN.test(own) && taken.size < 50_000) return `${pick(AREAS)}555${digits(4)}`;
    if (own.length < 7) return digits(own.length, '123456789');
    return own.charAt(0) + digits(own.length - 1);
  }

  function ownFor(own: string): string {
    const known = made.get(own);
    if (known !== undefined) return known;
    let fake = draw(own);
    // With one or two digits there may be too few fakes for all numbers.
    for (let tries = 1; fake === own || taken.has(fake); tries += 1)
      fake = draw(own) + digits(Math.floor(tries / 100));
    taken.add(fake);
    made.set(own, fake);
    return fake;
  }

  function one(text: string): string | undefined {
    if (WITHHELD.test(text)) return text;
    if (text.length > MAX_LENGTH) return undefined;
    const [, base, sign, extension] = EXTENDED.exec(text) ?? [];
    if (base !== undefined && extension !== undefined) {
      const fake = one(base);
      return fake === undefined ? undefined : `${fake}${sign}${ownFor(extension)}`;
    }
    if (!/^\+?[\d\s().\-/]*\d[\d\s().\-/]*$/.test(text)) return undefined;
    const { head, own } = partsOf(text.replace(/\D/g, ''), text.startsWith('+'));
    const fake = `${head}${ownFor(own)}`;
    let left = head.length + own.length;
    let at = 0;
    return text.replace(/\d/g, () => {
      left -= 1;
      at += 1;
      return left > 0 ? fake.charAt(at - 1) : fake.slice(at - 1);
    });
  }

  return (text) => {
    const fakes = text.split('|').map(one);
    return fakes.includes(undefined) ? undefined : fakes.join('|');
  };
}
