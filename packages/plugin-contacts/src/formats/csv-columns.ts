import type { CsvOptions } from './contact-format.js';

/** Names that exports of address books and CRMs give to their columns, without all but letters. */
const GUESSES: readonly (readonly [field: string, names: RegExp])[] = [
  ['id', /^(?:id|(?:contact|record|customer|external)id|guid|uid|kundennummer)$/u],
  ['type', /^(?:contact)?type$/u],
  ['name', /^(?:name|(?:full|display|contact)name|fileas|ansprechpartner)$/u],
  ['firstName', /^(?:firstname|givenname|vorname)$/u],
  ['lastName', /^(?:lastname|familyname|surname|nachname)$/u],
  ['company', /^(?:company|companyname|account|accountname|organi[sz]ation(?:name)?|firma)$/u],
  ['profileImageUrl', /^(?:profileimageurl|photo(?:url)?|imageurl|avatar(?:url)?)$/u],
  ['touchedAt', /^touchedat$/u],
  ['updatedAt', /^updatedat$/u],
];

const PHONE =
  /phone|mobile|cell|telefon|handy|rufnummer|durchwahl|^(?:business|home)?tel(?:no|nr)?$|fax/u;
/** Columns beside a number's that say something about it. */
const ABOUT_PHONE = /type|label|extension$/u;
const KINDS: readonly (readonly [kind: string, names: RegExp])[] = [
  ['fax', /fax/u],
  ['mobile', /mobile|cell|handy|mobil/u],
  ['home', /home|privat/u],
  ['business', /business|work|office|geschäft|direct|durchwahl/u],
];

function guess(header: string): string | undefined {
  const name = header.toLowerCase().replace(/[^\p{L}]/gu, '');
  const known = GUESSES.find(([, names]) => names.test(name))?.[0];
  if (known || !PHONE.test(name) || ABOUT_PHONE.test(name)) return known;
  const kind = KINDS.find(([, names]) => names.test(name))?.[0];
  return kind ? `phoneNumber:${kind}` : 'phoneNumber';
}

const clean = (header: string): string => header.trim().toLowerCase();

/** What each column of a file is, by its position; `undefined` is left out. */
export interface Columns {
  readonly fields: readonly (string | undefined)[];
  readonly ignored: readonly string[];
}

export function readColumns(
  headers: readonly string[],
  columns: CsvOptions['columns'] = {},
): Columns {
  const given = new Map(Object.entries(columns).map(([name, field]) => [clean(name), field]));
  const ignored: string[] = [];
  const fields = headers.map((header) => {
    const said = given.get(clean(header));
    const field = said === false ? undefined : (said ?? guess(header));
    if (field === undefined && said === undefined && header.trim() !== '')
      ignored.push(header.trim());
    return field;
  });
  return { fields, ignored };
}
