import { isNever, LISTS, MAPS, SINGLE, type Schema } from '../schema.js';
import { schemasFor } from './allows.js';
import type { Reader } from './facts.js';
import { reachedFrom, type Definitions } from './place.js';

/** What a protocol foresees at one place, by any schema for it, whether it applies or not. */
export interface Sent {
  readonly key: string;
  /** The names of members that some schema mentions. */
  readonly names: ReadonlySet<string>;
  /** Whether a member of this name may have been sent. */
  readonly foresees: (name: string) => boolean;
  /** What is foreseen within; `find` returns the schemas of one part. */
  readonly within: (find: (schema: Schema) => readonly Schema[]) => Sent;
}

/** Different schemas for one place at most; beyond it, all that lies within them counts for each part. */
const MAX_SCHEMAS = 3;

const partsOf = (schema: Schema): readonly Schema[] => [
  ...SINGLE.flatMap((keyword) => schema[keyword] ?? []),
  ...LISTS.flatMap((keyword) => schema[keyword] ?? []),
  ...MAPS.flatMap((keyword) => Object.values(schema[keyword] ?? {})),
];

/** Returns a function from schemas that all are for one place to what they foresee there. */
export const createSent = ({
  keyOf,
  distinct,
  mentionsOf,
  namesOf,
}: Reader): ((schemas: readonly Schema[], definitions: Definitions) => Sent) => {
  const known = new Map<string, Sent>();

  const remember = (key: string, make: (key: string) => Sent): Sent => {
    const sent = known.get(key) ?? make(key);
    known.set(key, sent);
    return sent;
  };

  const make = (
    key: string,
    schemas: readonly Schema[],
    definitions: Definitions,
    isAll: boolean,
  ): Sent => {
    const mentions = mentionsOf(schemas, definitions);
    const names = namesOf(schemas, definitions);
    const foreseen = new Map<string, boolean>();
    const foresees = (name: string): boolean => {
      const is =
        foreseen.get(name) ??
        (names.has(name) ||
          mentions.some((schema) => schemasFor(schema, name).some((sub) => !isNever(sub))));
      foreseen.set(name, is);
      return is;
    };
    const sent: Sent = {
      key,
      names,
      foresees,
      within: (find) => (isAll ? sent : sentOf(mentions.flatMap(find), definitions)),
    };
    return sent;
  };

  const sentOf = (schemas: readonly Schema[], definitions: Definitions): Sent => {
    const these = distinct(schemas, definitions);
    return remember(keyOf(these, definitions), (key) => {
      if (these.length <= MAX_SCHEMAS) return make(key, these, definitions, false);
      const all = distinct(reachedFrom(these, definitions, partsOf), definitions);
      return remember(`all ${keyOf(all, definitions)}`, (name) =>
        make(name, all, definitions, true),
      );
    });
  };
  return sentOf;
};
