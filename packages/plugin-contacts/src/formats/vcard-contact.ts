/** A property of a card: its name, parameters, type, and values. */
export type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: readonly unknown[],
];

/** Types of a number that say how it is used, not what it is. */
const NO_KIND = new Set(['pref', 'voice', 'text', 'video', 'msg', 'internet', 'textphone']);
const KINDS: ReadonlyMap<string, string> = new Map([
  ['cell', 'mobile'],
  ['work', 'business'],
]);

/** A value as one text; the parts of a structured one are joined. */
const textOf = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(textOf).filter(Boolean).join(' ')
    : typeof value === 'string'
      ? value.replace(/\\([;,\\])/gu, '$1').trim()
      : '';

function readNumber([, parameters, , value]: Property): object | undefined {
  const [number = '', ...others] = textOf(value).replace(/^tel:/iu, '').split(';');
  if (number === '') return undefined;
  const extension = others.find((other) => /^ext=/iu.test(other))?.slice(4);
  const phoneNumber = extension ? `${number} ext. ${extension}` : number;
  const kind = [parameters['type'] ?? []]
    .flat(2)
    .map((type) => String(type).toLowerCase())
    .find((type) => !NO_KIND.has(type) && !type.startsWith('x-'));
  return kind ? { phoneNumber, phoneType: KINDS.get(kind) ?? kind } : { phoneNumber };
}

/** Family, given, additional, prefixes, suffixes: as they are said. */
function sayName(value: unknown): string {
  if (!Array.isArray(value)) return textOf(value);
  const [family, given, additional, prefix, suffix] = value as readonly unknown[];
  return [prefix, given, additional, family, suffix].map(textOf).filter(Boolean).join(' ');
}

/** A card as a contact, not yet checked. */
export function readCard(properties: readonly Property[], contactType: string | undefined): object {
  const all = (wanted: string) => properties.filter(([name]) => name === wanted);
  const first = (wanted: string): string =>
    all(wanted)
      .map(([, , , value]) => textOf(value))
      .find(Boolean) ?? '';
  const id = first('uid');
  const name = first('fn') || sayName(all('n')[0]?.[3]) || first('org');
  const picture = first('photo');
  const changed = first('rev');
  const phoneNumbers = all('tel').flatMap((property) => readNumber(property) ?? []);
  return {
    ...(id ? { id } : {}),
    ...(contactType === undefined ? {} : { type: contactType }),
    name,
    ...(phoneNumbers.length > 0 ? { phoneNumbers } : {}),
    // A photo that is embedded in the card is not a URL.
    ...(/^https?:/iu.test(picture) ? { profileImageUrl: picture } : {}),
    ...(Number.isNaN(Date.parse(changed)) ? {} : { updatedAt: changed }),
  };
}
