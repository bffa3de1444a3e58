import { suggestion } from '@jackfield/plugin-kit/closest-match';
import type { CatalogueEntry } from './catalogue-entry.js';
import { CreateError } from './create-error.js';
import { catalogue, refused } from './generated/catalogue.js';

type Kind = CatalogueEntry['kind'];

const FLAGS = { request: '--requests', push: '--pushes' } as const;

/** Returns every message of a kind that a plugin can handle. */
export const messagesOfKind = (kind: Kind): readonly CatalogueEntry[] =>
  catalogue.filter((entry) => entry.kind === kind);

const issueOf = (kind: Kind, name: string): string => {
  const known = catalogue.find((entry) => entry.name === name);
  if (known !== undefined) {
    return `${name} is a ${known.kind}: use ${FLAGS[known.kind]}.`;
  }
  const why = Object.hasOwn(refused, name) ? refused[name] : undefined;
  if (why === 'internal') {
    return `${name} is internal to the widget and its adapter script; plugins do not receive it.`;
  }
  if (why !== undefined) return `${name} is declared, but the widget never sends it.`;
  const names = messagesOfKind(kind).map((entry) => entry.name);
  const hint = suggestion(name, names) || ` Known names: ${names.join(', ')}.`;
  return `Unknown ${kind} ${name}.${hint}`;
};

/**
 * Parses the value of a flag: names separated by commas, or `all`. Returns the messages in the order
 * of the catalogue.
 *
 * @throws CreateError for names that are unknown, of the other kind, or not for plugins
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
