import type { ImportIssue } from '../contacts-error.js';
import { readTime } from '../read-time.js';
import { cleanCell } from './csv-row.js';
import { splitNumbers } from './split-numbers.js';
import { decodeValue, type Property } from './vcard-property.js';

/** A property, and the line of the file where it begins. */
export type PlacedProperty = Property & { readonly line: number };

/** An issue of one line, without which the contact is read. */
export type LineIssue = ImportIssue & { readonly line: number };

/** Types of a number that say how it is used, not what it is. */
const NO_KIND = new Set(['pref', 'voice', 'text', 'video', 'msg', 'internet', 'textphone']);
const KINDS: ReadonlyMap<string, string> = new Map([
  ['cell', 'mobile'],
  ['iphone', 'mobile'],
  ['work', 'business'],
]);
/** Who has such a number is somebody else. */
const OF_ANOTHER = /assist|secretar|emergency|notfall|spouse|manager/iu;

const READ = new Set(['fn', 'n', 'org', 'tel', 'uid', 'photo', 'rev', 'version', 'x-ablabel']);

/** Whether anything is made of a property. */
export const isRead = ({ name }: Property): boolean => READ.has(name);

const unescape = (text: string): string =>
  text.replace(/\\([nN;:,\\])/gu, (_, letter: string) => (/n/iu.test(letter) ? '\n' : letter));
const textOf = (value: string): string => cleanCell(unescape(value));

/** The parts of a structured value, which `mark` separates where no `\` is before it. */
const partsOf = (value: string, mark: ';' | ','): readonly string[] =>
  (
    value.match(mark === ';' ? /(?:\\.|[^\\;]|\\$)*(?:;|$)/gsu : /(?:\\.|[^\\,]|\\$)*(?:,|$)/gsu) ??
    []
  ).map((part) => (part.endsWith(mark) ? part.slice(0, -1) : part));

/** Family, given, additional, prefixes, suffixes: as they are said. */
function sayName(value: string): string {
  const [family, given, additional, prefix, suffix] = partsOf(value, ';').map((part) =>
    partsOf(part, ',').map(textOf).filter(Boolean).join(' '),
  );
  return [prefix, given, additional, family, suffix].filter(Boolean).join(' ');
}

function kindOf({ parameters }: Property): string | undefined {
  const kind = parameters.get('type')?.find((type) => !NO_KIND.has(type) && !type.startsWith('x-'));
  return kind && (KINDS.get(kind) ?? kind);
}

/** The numbers of a property, or why there are none. */
function readNumbers(value: string): ReturnType<typeof splitNumbers> {
  if (!/^tel:/iu.test(value)) return splitNumbers(value);
  const [number = '', ...others] = value.slice(4).split(';');
  const extension = others.find((other) => /^ext=/iu.test(other))?.slice(4);
  return splitNumbers(extension ? `${number} ext. ${extension}` : number);
}

/** A card as a contact, not yet checked, and what of it was left out. */
export function readCard(
  properties: readonly PlacedProperty[],
  contactType: string | undefined,
): { readonly contact: object; readonly leftOut: readonly LineIssue[] } {
  const leftOut: LineIssue[] = [];
  const values = properties.flatMap((property) => {
    const value = decodeValue(property);
    if (value === undefined) {
      const expected = `a text in the encoding that it says (charset)`;
      leftOut.push({ line: property.line, pointer: '', expected, received: 'other bytes' });
      return [];
    }
    return { property, value };
  });
  const all = (wanted: string) => values.filter(({ property }) => property.name === wanted);
  const first = (wanted: string): string =>
    all(wanted)
      .map(({ value }) => textOf(value))
      .find(Boolean) ?? '';
  const labels = new Map(all('x-ablabel').map(({ property, value }) => [property.group, value]));
  const phoneNumbers: object[] = [];
  for (const { property, value } of all('tel')) {
    const label = property.group === '' ? undefined : labels.get(property.group);
    const types = property.parameters.get('type') ?? [];
    if ([...types, label ?? ''].some((it) => OF_ANOTHER.test(it))) continue;
    const found = readNumbers(textOf(value).replaceAll('\\', ''));
    if ('numbers' in found) {
      const kind = kindOf(property);
      for (const phoneNumber of found.numbers) {
        phoneNumbers.push(kind ? { phoneNumber, phoneType: kind } : { phoneNumber });
      }
    } else leftOut.push({ line: property.line, pointer: '/phoneNumbers', ...found });
  }
  const id = first('uid');
  const organisation = partsOf(all('org')[0]?.value ?? '', ';')
    .map(textOf)
    .filter(Boolean);
  const name = first('fn') || sayName(all('n')[0]?.value ?? '') || organisation.join(' ');
  const picture = first('photo');
  const [revision] = all('rev');
  const changed = first('rev');
  const time = readTime(changed);
  if (revision && changed !== '' && time === undefined) {
    const expected = 'a time in ISO 8601';
    leftOut.push({
      line: revision.property.line,
      pointer: '/updatedAt',
      expected,
      received: 'another text',
    });
  }
  const contact = {
    ...(id ? { id } : {}),
    ...(contactType === undefined ? {} : { type: contactType }),
    name,
    ...(phoneNumbers.length > 0 ? { phoneNumbers } : {}),
    // A photo that is embedded in the card is not a URL.
    ...(/^https?:/iu.test(picture) ? { profileImageUrl: picture } : {}),
    ...(time === undefined ? {} : { updatedAt: Date.parse(changed) === time ? changed : time }),
  };
  return { contact, leftOut };
}
