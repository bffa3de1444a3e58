import { createFakeNumbers } from './fake-numbers.js';
import { pick, randomBelow } from './random.js';

/** Takes one value after another and gives each a pseudonym of its own, the same every time. */
export type Pseudonyms = (kind: string, text: string) => string;

const SYLLABLES =
  'ba be da do fa ga ka ki la lo ma mi na no pa ra ri sa so ta te ti va vo za'.split(' ');

const word = (syllables: number): string =>
  Array.from({ length: syllables }, () => pick(SYLLABLES)).join('');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** As many words as the name has, up to three: what is longer is seldom a name. */
function fakeName(name: string): string {
  const words = Math.min(3, name.trim().split(/\s+/).length);
  return Array.from({ length: words }, () => capital(word(2 + randomBelow(2)))).join(' ');
}

/**
 * A length of the same class: its first digit, then zeros. Never more than the real one, so that
 * what had to be short enough still is; and not the real one, which would tell a long text from all
 * others.
 */
function lengthClass(length: number): number {
  const unit = 10 ** Math.floor(Math.log10(length));
  return Math.floor(length / unit) * unit;
}

function fakeText(text: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return `${word(3)}@example.com`;
  if (/^\w+:\/\//.test(text)) return `https://example.com/${word(4)}`;
  const length = lengthClass(text.length);
  let made = capital(word(3));
  while (made.length < length) made += ` ${word(1 + randomBelow(3))}`;
  return made.slice(0, length).replace(/ $/, '.');
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const letters = (pattern: string, choices: string): string =>
  pattern.replaceAll('x', () => pick(choices));

function fakeId(id: string): string {
  if (UUID.test(id)) return letters('xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx', '0123456789abcdef');
  const length = Math.min(40, Math.max(4, id.length));
  return letters('x'.repeat(length), 'abcdefghijkmnpqrstuvwxyz');
}

const MAKERS: Readonly<Record<string, (text: string) => string>> = {
  name: fakeName,
  text: fakeText,
};

/**
 * Makes the pseudonyms of one recording. They are drawn at random and kept while it lasts, so that
 * nothing can be computed back or compared with another recording: a hash could, since all phone
 * numbers can be tried.
 *
 * 1. What says nothing stays: an empty text, and what carriers put for a hidden number.
 * 2. Whatever looks like a number becomes one, of whichever kind it is said to be: the widget gives
 *    the agent's number as a name (formatEvCall.ts:65-82), and a CRM's ids may be phone numbers.
 * 3. All else becomes something of its kind. No two values share a pseudonym.
 */
export function createPseudonyms(): Pseudonyms {
  const made = new Map<string, string>();
  const taken = new Set<string>();
  const fakeNumber = createFakeNumbers();

  function draw(kind: string, text: string): string {
    const make = MAKERS[kind] ?? fakeId;
    for (let tries = 0; tries < 50; tries += 1) {
      const fake = make(text);
      if (fake !== text && !taken.has(fake)) return fake;
    }
    // Of short texts there are not enough.
    return `${make(text)}${taken.size}`;
  }

  return (kind, text) => {
    const known = made.get(text) ?? fakeNumber(text);
    if (known !== undefined) return known;
    const fake = draw(kind, text);
    taken.add(fake);
    made.set(text, fake);
    return fake;
  };
}
