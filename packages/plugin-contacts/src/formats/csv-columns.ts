import { FORMULA, INVISIBLE } from '../clean-number.js';
import type { CsvOptions } from './contact-format.js';

/**
 * What each column is, by its words: as Google, Outlook, Salesforce, HubSpot, Zoho and Pipedrive name
 * them, and German. Only whole names count: a `Customer ID`, `Account ID` or `Owner Name` is that of
 * somebody else.
 *
 * https://support.google.com/contacts/answer/1069522, https://support.microsoft.com/office (Outlook:
 * "Import contacts"), https://help.salesforce.com (objects Contact and Lead),
 * https://knowledge.hubspot.com/properties/hubspots-default-contact-properties,
 * https://help.zoho.com/portal/en/kb/crm (standard fields of contacts),
 * https://support.pipedrive.com (exporting data)
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  id: [
    'id',
    'contact id',
    'record id',
    'record id contact',
    'contact record id',
    'person id',
    'external id',
    'guid',
    'uid',
  ],
  type: ['type', 'contact type'],
  name: [
    'name',
    'full name',
    'display name',
    'contact name',
    'person name',
    'ansprechpartner',
    'vollständiger name',
  ],
  firstName: ['first name', 'given name', 'person first name', 'vorname'],
  middleName: ['middle name', 'additional name', 'weitere vornamen'],
  lastName: ['last name', 'family name', 'surname', 'person last name', 'nachname', 'familienname'],
  fileAs: ['file as', 'speichern unter'],
  company: [
    'company',
    'company name',
    'account',
    'account name',
    'organization',
    'organisation',
    'organization name',
    'organisation name',
    'person organization',
    'associated company',
    'firma',
    'firmenname',
    'unternehmen',
  ],
  profileImageUrl: [
    'profile image url',
    'photo',
    'photo url',
    'image url',
    'avatar',
    'avatar url',
    'person picture',
  ],
  touchedAt: [
    'touched at',
    'last touched',
    'last activity',
    'last activity date',
    'last activity time',
    'last contacted',
    'person last activity date',
  ],
  updatedAt: [
    'updated at',
    'last updated',
    'modified at',
    'last modified',
    'last modified date',
    'last modified time',
    'modified time',
    'update time',
    'person update time',
  ],
};

const words = (text: string): readonly string[] => text.split(' ');

/** What a number is. */
const PHONES = words(
  'phone phones telephone tel ph mobile cell cellphone cellular handy mobil mobiltelefon mobilfunk telefon fon rufnummer rufnr durchwahl festnetz fax telefax dial',
);
/** What says which of a person's numbers it is. Any other word makes it something else. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  fax: words('fax telefax'),
  mobile: words(
    'mobile mobil cell cellphone cellular handy mobiltelefon mobilfunk whatsapp iphone smartphone car',
  ),
  home: words('home privat private privates persönlich'),
  business: words(
    'business work office direct durchwahl geschäft geschäfts geschäftlich geschäftliche dienst dienstlich beruflich arbeit büro',
  ),
  '': words(
    'main primary default preferred standard other second secondary alternate alternative alternativ additional weiteres weitere evening day daytime landline festnetz haupt sonstige sonstiges tty tdd',
  ),
};
/** Before a phone they count or deny it (`No Phone`); behind it they mean its number (`Tel. No.`). */
const COUNTS = words('no nr num');
const PERSON = words('contact person');
/** Before a contact or person, these name somebody else. */
const OTHERS = words(
  'other second secondary alternate alternative alternativ additional weiteres weitere sonstige sonstiges',
);
const NUMBER = words('number numbers nummer value');

const KIND_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(KINDS).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
);
const VOCABULARY: ReadonlySet<string> = new Set([
  ...PHONES,
  ...COUNTS,
  ...PERSON,
  ...NUMBER,
  ...KIND_OF.keys(),
]);
/** Two words without a space between them: `mobilephone`, `handynummer`. */
const LONGEST_WORD = Math.max(...[...VOCABULARY].map(({ length }) => length));

/** The words that a header is made of: of `Phone 1 - Value`, `MobilePhone`, `HOME_PHONE#2`. */
function wordsOf(header: string): readonly string[] {
  return header
    .replace(/whatsapp|iphone/giu, (word) => word.toLowerCase())
    .replace(/\(s\)/giu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/\be[ -]?mail\b/gu, 'email')
    .split(/[^\p{L}\p{M}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .filter((word) => word !== '');
}

/** A word as the known words that it is made of; `undefined` if there is anything else in it. */
function split(word: string): readonly string[] | undefined {
  if (VOCABULARY.has(word)) return [word];
  if (word.length > 2 * LONGEST_WORD) return undefined;
  for (let length = Math.min(word.length - 1, LONGEST_WORD); length > 1; length -= 1) {
    const first = word.slice(0, length);
    const rest = VOCABULARY.has(first) ? split(word.slice(length)) : undefined;
    if (rest) return [first, ...rest];
  }
  return undefined;
}

/** Whether a column is that of another person: `Other Contact Phone`, `Contact 2 Phone`. */
function isOfAnother(all: readonly string[], known: readonly string[]): boolean {
  const other = known.findIndex((word) => OTHERS.includes(word));
  if (other >= 0 && known.slice(other).some((word) => PERSON.includes(word))) return true;
  return all.some((word, i) => PERSON.includes(word) && Number(all[i + 1]) > 1);
}

/** Which number of a person a column holds; `undefined` if it holds none for certain. */
function phoneField(all: readonly string[]): string | undefined {
  const parts = all.filter((word) => !/^\d+$/u.test(word)).map(split);
  const known = parts.flatMap((it) => it ?? []);
  if (parts.includes(undefined) || !known.some((word) => PHONES.includes(word))) return undefined;
  const phone = known.findIndex((word) => PHONES.includes(word));
  if (known.slice(0, phone).some((word) => COUNTS.includes(word))) return undefined;
  if (isOfAnother(all, known)) return undefined;
  const kinds = new Set(known.flatMap((word) => KIND_OF.get(word) ?? []));
  // `Mobile Home` is ambiguous: ignored.
  if (joined(all) === 'mobilehome') return undefined;
  const kind = Object.keys(KINDS).find((it) => it !== '' && kinds.has(it));
  return kind ? `phoneNumber:${kind}` : 'phoneNumber';
}

const joined = (all: readonly string[]): string => all.filter((it) => !/^\d+$/u.test(it)).join('');
const FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([field, names]) =>
    names.map((name) => [joined(name.split(' ')), field] as const),
  ),
);

function guess(header: string): string | undefined {
  const all = wordsOf(header);
  // `# Phones` is how many there are.
  return FIELDS.get(joined(all)) ?? (header.startsWith('#') ? undefined : phoneField(all));
}

/** A header without what is not seen of it, and what a spreadsheet put around it. */
const clean = (header: string): string =>
  header.normalize('NFKC').replace(INVISIBLE, '').trim().replace(FORMULA, '$1').trim();

/** What each column of a file is, by its position; `undefined` is left out. */
export interface Columns {
  readonly fields: readonly (string | undefined)[];
  readonly ignored: readonly string[];
  /** The position of a column that was guessed to hold ids. */
  readonly guessedId: number | undefined;
}

export function readColumns(
  headers: readonly string[],
  columns: CsvOptions['columns'] = {},
): Columns {
  const given = new Map(
    Object.entries(columns).map(([name, field]) => [clean(name).toLowerCase(), field]),
  );
  const ignored: string[] = [];
  const isGiven = [...given.values()].includes('id');
  let guessedId: number | undefined;
  const fields = headers.map((header, i) => {
    const name = clean(header);
    const said = given.get(name.toLowerCase());
    if (said !== undefined) return said || undefined;
    const field = guess(name);
    // A second column of ids would give some contacts an id of another kind.
    const isLeftOut =
      field === undefined || (field === 'id' && (isGiven || guessedId !== undefined));
    if (isLeftOut) {
      if (name !== '') ignored.push(name);
      return undefined;
    }
    if (field === 'id') guessedId = i;
    return field;
  });
  return { fields, ignored, guessedId };
}
