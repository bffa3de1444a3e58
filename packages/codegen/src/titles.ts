import { canonical, isObject } from '@jackfield/plugin-kit/json';
import { claimsOf } from './check/claims.js';
import { RESERVED } from './check/titles.js';
import type { Json } from './json.js';
import type { SourceFile, Sources } from './load.js';
import { normalise } from './normalise.js';
import { nameOf } from './resolve.js';
import { without } from './schema.js';

/** Words, each beginning with a capital; a letter after a digit is a capital, too. */
export const pascalCase = (text: string): string => {
  const words = text.normalize('NFKD').split(/[^A-Za-z0-9]+/);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const name = joined.replace(
    /(\d)([a-z])/g,
    (_pair, digit: string, letter: string) => digit + letter.toUpperCase(),
  );
  return /^[A-Z]/.test(name) ? name : `Type${name}`;
};

const titleIn = (json: Json | undefined): string | undefined => {
  const title = isObject(json) ? json['title'] : undefined;
  return typeof title === 'string' && /^[A-Za-z_$][\w$]*$/.test(title) ? title : undefined;
};

/** A name as a type can have it: the schema's title if that is one word, else the name of its place. */
const wishOf = (file: SourceFile, name = nameOf(file)): string => {
  const wish = pascalCase(titleIn(file.json) ?? name);
  return RESERVED.has(wish) ? `${wish}Type` : wish;
};

/** What makes no difference to what a type is. */
const WORDS = ['title', 'description', 'examples'] as const;

/**
 * Groups equal definitions of one name: files often repeat what they share. Two are equal if they
 * differ in words only, and refer to equal ones.
 */
const groupsOf = ({ definitions, targetOf }: Sources): ReadonlyMap<SourceFile, string> => {
  let groups = new Map(definitions.map((file) => [file, wishOf(file)]));
  for (let count = 0; ;) {
    const textOf = (file: SourceFile): string =>
      canonical(
        without(
          WORDS,
          normalise(
            file.json,
            (reference) => groups.get(targetOf(reference) as SourceFile) as string,
          ),
        ),
      );
    const ids = new Map<string, string>();
    const next = new Map<SourceFile, string>();
    for (const file of definitions) {
      const text = `${wishOf(file)} ${groups.get(file) as string} ${textOf(file)}`;
      const id = ids.get(text) ?? `${wishOf(file)} ${ids.size}`;
      ids.set(text, id);
      next.set(file, id);
    }
    groups = next;
    if (ids.size === count) return groups;
    count = ids.size;
  }
};

/** The titles of a message and of its parts. */
export const partTitlesOf = (title: string): readonly string[] =>
  ['', 'Data', 'Result'].map((part) => title + part);

/** Names the messages: by their titles, or else by their names. */
export const messageTitlesOf = ({ messages }: Sources): ReadonlyMap<SourceFile, string> => {
  const used = new Set(RESERVED);
  const titles = new Map<SourceFile, string>();
  for (const file of messages) {
    const { name = nameOf(file), from = '' } = claimsOf(file);
    const wish = wishOf(file, name);
    const names = [wish, `${pascalCase(from)}${wish}`];
    const isFree = (title: string): boolean => !partTitlesOf(title).some((one) => used.has(one));
    for (let number = 2; !names.some(isFree); number += 1) names.push(`${wish}${number}`);
    const title = names.find(isFree) as string;
    for (const one of partTitlesOf(title)) used.add(one);
    titles.set(file, title);
  }
  return titles;
};

/** The titles of definitions, and which of them stand for others that are equal. */
export interface Titles {
  readonly titleOf: (file: SourceFile) => string;
  /** The first definition of each title. */
  readonly distinct: readonly SourceFile[];
}

/**
 * Names the definitions. Those that differ and have one name are named after their files; a name that is
 * taken gets a number.
 */
export const titlesOf = (sources: Sources, taken: ReadonlySet<string>): Titles => {
  const groups = groupsOf(sources);
  const firsts = new Map<string, SourceFile>();
  for (const [file, group] of groups) if (!firsts.has(group)) firsts.set(group, file);
  const byWish = new Map<string, SourceFile[]>();
  for (const file of firsts.values()) {
    const wish = wishOf(file);
    const these = byWish.get(wish);
    if (these === undefined) byWish.set(wish, [file]);
    else these.push(file);
  }
  const used = new Set([...RESERVED, ...taken]);
  const names = new Map<string, string>();
  const free = (wish: string): string => {
    let name = wish;
    for (let number = 2; used.has(name); number += 1) name = `${wish}${number}`;
    used.add(name);
    return name;
  };
  for (const [wish, files] of byWish) {
    for (const file of files) {
      const own = pascalCase(nameOf({ ...file, pointer: '' }));
      const name = files.length === 1 || file.pointer === '' ? wish : `${own}${wish}`;
      names.set(groups.get(file) as string, free(name));
    }
  }
  return {
    titleOf: (file) => names.get(groups.get(file) as string) as string,
    distinct: [...firsts.values()],
  };
};
