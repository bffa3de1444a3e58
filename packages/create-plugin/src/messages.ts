import { suggestion } from '@jackfield/plugin-kit/closest-match';
import type { CatalogueEntry, Wire } from './catalogue-entry.js';
import { inWords } from './code.js';
import { CreateError } from './create-error.js';
import { catalogue, refused, titles } from './generated/catalogue.js';

type Kind = CatalogueEntry['kind'];

const FLAGS = { request: '--requests', push: '--pushes' } as const;

/** Returns every message of a kind that a plugin for a wire can handle. */
export const messagesOfKind = (wire: Wire, kind: Kind): readonly CatalogueEntry[] =>
  catalogue[wire].filter((entry) => entry.kind === kind);

const named = (wire: Wire, name: string): CatalogueEntry | undefined =>
  catalogue[wire].find((entry) => entry.name === name);

/** Returns why plugins for a wire do not receive a message that the wire has. */
const refusalOf = (wire: Wire, name: string): string | undefined => {
  const why = Object.hasOwn(refused[wire], name) ? refused[wire][name] : undefined;
  if (why === undefined) return undefined;
  if (why === 'internal')
    return `${name} is internal to the widget and its adapter script; plugins do not receive it.`;
  if (why === 'never sent') return `${name} is declared, but the widget never sends it.`;
  return `Plugins receive ${name} as ${inWords(why)}.`;
};

const issueOf = (wire: Wire, kind: Kind, name: string): string => {
  const known = named(wire, name);
  if (known !== undefined) return `${name} is a ${known.kind}: use ${FLAGS[known.kind]}.`;
  const refusal = refusalOf(wire, name);
  if (refusal !== undefined) return refusal;
  if (wire === 'ringcx' && named('ringex', name) !== undefined)
    return `${name} is a message of ${titles.ringex}: use --wire ringex.`;
  if (wire === 'ringex' && named('ringcx', name) !== undefined)
    return `${name} is a message of ${titles.ringcx}, which ${titles.ringex} never sends.`;
  const names = messagesOfKind(wire, kind).map((entry) => entry.name);
  const hint = suggestion(name, names) || ` Known names: ${names.join(', ')}.`;
  return `Unknown ${kind} ${name}.${hint}`;
};

/**
 * Parses the value of a flag: names separated by commas, or `all`. Returns the messages in the order
 * of the catalogue.
 *
 * @throws CreateError for names that are unknown, of the other kind or wire, or not for plugins
 */
export const parseMessages = (wire: Wire, kind: Kind, text: string): readonly CatalogueEntry[] => {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const known = messagesOfKind(wire, kind);
  if (names.length === 1 && names[0] === 'all') return known;
  const unfit = names.find((name) => !known.some((entry) => entry.name === name));
  if (unfit !== undefined) throw new CreateError(`${FLAGS[kind]}: ${issueOf(wire, kind, unfit)}`);
  return known.filter(({ name }) => names.includes(name));
};
