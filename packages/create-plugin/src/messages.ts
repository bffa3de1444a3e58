import { closestMatch } from '@jackfield/plugin-kit/closest-match';
import type { CatalogueEntry } from './catalogue-entry.js';
import { CreateError } from './create-error.js';
import { catalogue, refused } from './generated/catalogue.js';

type Kind = CatalogueEntry['kind'];

const FLAGS = { request: '--requests', push: '--pushes' } as const;

/** Every message of a kind that a plugin may handle. */
export const messagesOfKind = (kind: Kind): readonly CatalogueEntry[] =>
  catalogue.filter((entry) => entry.kind === kind);

const issueOf = (kind: Kind, name: string): string => {
  const known = catalogue.find((entry) => entry.name === name);
  if (known !== undefined) {
    return `${name} is a ${known.kind}: give it by ${FLAGS[known.kind]}.`;
  }
  const why = Object.hasOwn(refused, name) ? refused[name] : undefined;
  if (why === 'internal') {
    return `${name} is between the widget and RingCentral's adapter script, and no plugin gets it.`;
  }
  if (why !== undefined) return `${name} is declared, but no widget sends it.`;
  const names = messagesOfKind(kind).map((entry) => entry.name);
  const near = closestMatch(name, names);
  const hint =
    near === undefined ? `expected some of ${names.join(', ')}.` : `did you mean ${near}?`;
  return `there is no ${kind} ${name}; ${hint}`;
};

/**
 * The messages that a flag names, in the order of the catalogue: names with commas between them, or
 * `all`.
 *
 * @throws CreateError where one is unknown, of the other kind, or not for plugins
 */
export const parseMessages = (kind: Kind, text: string): readonly CatalogueEntry[] => {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const known = messagesOfKind(kind);
  if (names.length === 1 && names[0] === 'all') return known;
  const unfit = names.find((name) => !known.some((entry) => entry.name === name));
  if (unfit !== undefined) throw new CreateError(`${FLAGS[kind]}: ${issueOf(kind, unfit)}`);
  return known.filter(({ name }) => names.includes(name));
};
