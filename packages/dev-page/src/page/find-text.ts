/** Text as it is compared: without case, and without the marks on letters. */
const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const digitsOf = (number: string): string => number.replaceAll(/\D/g, '');

/** A number is found in whatever way it is written, with or without the country’s code. */
const isSame = (number: string, digits: string): boolean => {
  const own = digitsOf(number);
  const shortest = 7;
  return own.includes(digits) || (own.length >= shortest && digits.endsWith(own));
};

/** Returns the test whether a text contains each of the words, or one of its numbers the digits. */
export function findText(
  sought: string,
): (text: string, phoneNumbers?: readonly string[]) => boolean {
  const words = plain(sought).split(/\s+/).filter(Boolean);
  const digits = /^[\d\s()+./-]*$/.test(sought) ? digitsOf(sought) : '';
  return (text, phoneNumbers = []) => {
    const own = plain(text);
    return (
      words.every((word) => own.includes(word)) ||
      (digits !== '' && phoneNumbers.some((number) => isSame(number, digits)))
    );
  };
}

/** “3 of 100 people match” */
export const matchesText = (found: number, all: number, noun: string): string =>
  `${found} of ${all} ${noun} ${found === 1 ? 'matches' : 'match'}`;
