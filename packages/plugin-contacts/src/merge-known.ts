import type { Known } from './read-answer.js';

const nameOf = ({ contact }: Known): string | undefined =>
  typeof contact?.name === 'string' && contact.name.trim() !== ''
    ? contact.name.trim().toLowerCase()
    : undefined;

/** Which contact this is, if it says so: a text and a number are two ids. */
function identityOf({ contact }: Known): string | undefined {
  const { id, type }: { readonly id?: unknown; readonly type?: unknown } = contact ?? {};
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return JSON.stringify([typeof type === 'string' ? type : null, id]);
}

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
  // Where they are in `merged`, by identity, and by name as other sources know them.
  const identified = new Map<string, number>();
  const named = new Map<string, number>();
  const namedOnly = new Map<string, number>();
  for (const answer of answers) {
    const begin = merged.length;
    for (const known of answer) {
      const identity = identityOf(known);
      const name = nameOf(known) ?? '';
      const place =
        identified.get(identity ?? '') ?? (identity === undefined ? named : namedOnly).get(name);
      if (identity !== undefined) identified.set(identity, place ?? merged.length);
      if (place === undefined) merged.push(known);
      else {
        const own = merged[place] as Known;
        // An id is worth more than a place: a call log is bound to it.
        const takesId = identity !== undefined && identityOf(own) === undefined;
        if (takesId) namedOnly.delete(name);
        const { contact } = takesId ? known : own;
        merged[place] = { contact, touched: later(own.touched, known.touched) };
      }
    }
    for (const [i, known] of merged.slice(begin).entries()) {
      const name = nameOf(known);
      if (name === undefined) continue;
      if (!named.has(name)) named.set(name, begin + i);
      if (identityOf(known) === undefined && !namedOnly.has(name)) namedOnly.set(name, begin + i);
    }
  }
  const time = ({ touched }: Known): number => touched ?? -Number.MAX_VALUE;
  return merged.sort((a, b) => time(b) - time(a));
}
