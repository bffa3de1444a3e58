import { createFakeNumbers } from './fake-numbers.js';
import { pick, randomBelow } from './random.js';

/** Returns the pseudonym of a value, the same every time and different for each value. */
export type Pseudonyms = (kind: string, text: string) => string;

const SYLLABLES =
  'ba be da do fa ga ka ki la lo ma mi na no pa ra ri sa so ta te ti va vo za'.split(' ');

const word = (syllables: number): string =>
  Array.from({ length: syllables }, () => pick(SYLLABLES)).join('');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Returns a fake name with as many words as the name has, up to three. */
function fakeName(name: string): string {
  const words = Math.min(3, name.trim().split(/\s+/).length);
  return Array.from({ length: words }, () => capital(word(2 + randomBelow(2)))).join(' ');
}

/**
 * Returns a length of the same class: the first digit, then zeros. It is never more than the real one,
 * so that length limits still hold, and usually not the real one, which could identify a long text.
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
 * Creates the pseudonyms of one recording. They are random and kept for its duration, so that they can
 * be neither reversed nor compared with another recording. A hash could be reversed by trying all phone
 * numbers.
 *
 * 1. Values without information are kept: an empty string, and what carriers send for a withheld number.
 * 2. Everything that looks like a number becomes a number, even if its kind is another one: the widget
 *    sends the agent's number as a name (formatEvCall.ts:65-82), and a CRM's ids may be phone numbers.
 * 3. Everything else becomes a value of its kind. No two values share a pseudonym.
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
    // There are not enough short texts.
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
