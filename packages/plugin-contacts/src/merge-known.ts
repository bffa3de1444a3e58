import type { Known } from './read-answer.js';

const nameOf = ({ contact }: Known): string | undefined =>
  typeof contact?.name === 'string' ? contact.name.trim().toLowerCase() : undefined;

/** Which contact this is, if it says so: a text and a number are two ids. */
const identityOf = ({ contact }: Known): string | undefined =>
  contact?.id === undefined ? undefined : JSON.stringify([contact.type ?? null, contact.id]);

const later = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/**
 * What several sources know about one number, without doubles, the one touched last first.
 *
 * 1. Contacts of equal type and id are one, and the source that comes first says what it is like.
 * 2. A contact without an id that has the name of another source's contact is that contact, since
 *    both have this number; the one with an id is shown. Within one source they are two people,
 *    such as a father and a son.
 * 3. The order is by the time of either; then by the order of the sources, then theirs.
 */
export function mergeKnown(answers: readonly (readonly Known[])[]): readonly Known[] {
  const merged: Known[] = [];
  const join = (place: number, other: Known): void => {
    const own = merged[place] as Known;
    // An id is worth more than a place: a call log is bound to it.
    const { contact } = own.contact.id === undefined ? other : own;
    merged[place] = { contact, touched: later(own.touched, other.touched) };
  };
  for (const answer of answers) {
    const others = merged.length;
    for (const known of answer) {
      const identity = identityOf(known);
      const name = nameOf(known);
      const place = merged.findIndex((it, i) => {
        const its = identityOf(it);
        if (identity !== undefined && its !== undefined) return its === identity;
        return i < others && name !== undefined && nameOf(it) === name;
      });
      if (place >= 0) join(place, known);
      else merged.push(known);
    }
  }
  const time = ({ touched }: Known): number => touched ?? -Number.MAX_VALUE;
  return merged.sort((a, b) => time(b) - time(a));
}
