import { digits, pick } from './random.js';

/** What stands in a number's place where there is none; it says nothing of anybody. */
const NOBODY = /^(|anonymous|blocked|private|restricted|unavailable|unknown|withheld)$/i;

/** A number with an extension, as people and carriers write it: `…*101`, `… x101`, `…;ext=101`. */
const EXTENDED = /^(.*\d.*?)(\s*(?:[*#,]|;?\s*ext\.?=?|x)\s*)(\d+)$/i;

const COUNTRY_CODE =
  /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)(?=\d{4})/;

/** What is longer is no number, and would take the patterns long to find out. */
const LONGEST = 60;

/** The ten digits of the North American plan. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]\d{6}$/;

/** Area codes that exist; with the exchange 555 they reach nobody. */
const AREAS = '201 212 303 312 404 415 503 612 650 702 713 806 818 907 919 972'.split(' ');

interface Parts {
  /** What stays: the country code, or the zeros before a number. */
  readonly head: string;
  /** What the same subscriber has in every way of writing the number. */
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
 * Another number for each number, and for what is none `undefined`. It keeps its length, its
 * country code or leading zeros, its punctuation and the form of its extension; of seven digits or
 * more, unless the number is North American, also the first, by which many plans tell what kind of
 * number it is. Numbers that are joined by `|` are taken one by one.
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
    // Of one or two digits there may be too few to give each number its own.
    for (let tries = 1; fake === own || taken.has(fake); tries += 1)
      fake = draw(own) + digits(Math.floor(tries / 100));
    taken.add(fake);
    made.set(own, fake);
    return fake;
  }

  function one(text: string): string | undefined {
    if (NOBODY.test(text)) return text;
    if (text.length > LONGEST) return undefined;
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
