import type { Contact } from '@jackfield/core';
import type { CountryCode } from 'libphonenumber-js/min';
import { mergeKnown } from './merge-known.js';
import { looseNumber, mainNumber, normaliseNumber } from './normalise-number.js';
import type { Known } from './read-answer.js';

/** Who is known to be found by exactly this text. */
export type Find = (number: string) => readonly Known[];

/** The numbers that a contact lists, whatever it is: a source wrote it, or a database kept it. */
function listed(contact: Contact, country: CountryCode): readonly string[] {
  const entries: unknown = contact?.phoneNumbers;
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
    const raw = (entry as { readonly phoneNumber?: unknown } | null)?.phoneNumber;
    return (typeof raw === 'string' && normaliseNumber(raw, country)) || [];
  });
}

/**
 * Whose number this is:
 *
 * 1. those who have it. Without an extension these are also those who have one behind it, since
 *    calls from there show the main number;
 * 2. if it has an extension that nobody has: those who have its main number itself. Who has another
 *    extension there is somebody else.
 */
function matchExactly(number: string, find: Find, country: CountryCode): readonly Known[] {
  const found = find(number);
  const main = mainNumber(number);
  if (found.length > 0 || main === number) return found;
  return find(main).filter(({ contact }) => {
    const own = listed(contact, country).filter((its) => mainNumber(its) === main);
    return own.length === 0 || own.includes(main);
  });
}

/**
 * Whose number ends with the same digits, as far as that can only be meant for one number.
 *
 * Two numbers in E.164 are complete: if they differ, they are two. And of several people of
 * different numbers nobody is taken, since all but one of them would be wrong.
 */
function matchLoosely(
  number: string,
  digits: number,
  find: Find,
  country: CountryCode,
): readonly Known[] {
  const loose = looseNumber(number, digits);
  if (loose === undefined) return [];
  const numbers = new Set<string>();
  const found = find(loose).filter(({ contact }, i) => {
    const own = listed(contact, country).filter((its) => looseNumber(its, digits) === loose);
    const fit = own.filter((its) => !(its.startsWith('+') && number.startsWith('+')));
    for (const its of fit) numbers.add(mainNumber(its));
    // A source that lists no numbers says no more than that it is somebody: nobody else, then.
    if (own.length === 0) numbers.add(`?${i}`);
    return own.length === 0 || fit.length > 0;
  });
  return found.length === 1 || numbers.size === 1 ? found : [];
}

/**
 * Whose numbers these (different) ones are.
 *
 * @param lookUp - looks them up, and then, if it must be, loose ones. A failure of these is not a
 *   reason to give up what was found exactly (`isMore`).
 * @param formsOf - the other numbers that are the same line
 */
export async function matchNumbers(
  numbers: readonly string[],
  lookUp: (numbers: readonly string[], isMore: boolean) => Promise<Find>,
  country: CountryCode,
  looseDigits: number | undefined,
  formsOf: (number: string) => readonly string[] = () => [],
): Promise<ReadonlyMap<string, readonly Known[]>> {
  const forms = new Map(numbers.map((it) => [it, [it, ...formsOf(it)]]));
  const all = [...forms.values()].flat().flatMap((it) => [it, mainNumber(it)]);
  const find = await lookUp([...new Set(all)], false);
  const match = (its: readonly string[]) =>
    mergeKnown(its.map((it) => matchExactly(it, find, country)));
  const matched = new Map([...forms].map(([it, its]) => [it, match(its)]));
  if (looseDigits === undefined) return matched;
  const nobodys = numbers.filter((it) => matched.get(it)?.length === 0);
  const loose = new Set(nobodys.flatMap((it) => looseNumber(it, looseDigits) ?? []));
  if (loose.size === 0) return matched;
  const findLoose = await lookUp([...loose], nobodys.length < numbers.length);
  for (const it of nobodys) matched.set(it, matchLoosely(it, looseDigits, findLoose, country));
  return matched;
}
