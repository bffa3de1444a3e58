import { describe, expect, it } from 'vitest';
import { csv } from '../../src/formats/index.js';
import { readAll } from './read-all.js';

/** What is made of columns, each of which has its number as its value. */
function read(headers: readonly string[]) {
  const reader = csv().open();
  const rows = ['Kind,', 'Value,'].map((_, row) =>
    headers.map((_, i) => `"${row === 0 ? 5_000_000 + i : `+1650394${6_000 + i}`}"`).join(','),
  );
  const [entry] = readAll(reader, `${headers.map((it) => `"${it}"`).join(',')}\n${rows[1]}\n`);
  const contact = (entry && 'contact' in entry ? entry.contact : {}) as {
    readonly phoneNumbers?: readonly { phoneNumber: string; phoneType?: string }[];
  };
  const numbers = (contact.phoneNumbers ?? []).map(({ phoneNumber, phoneType }) => [
    headers[Number(phoneNumber.slice(-4)) - 6_000],
    phoneType,
  ]);
  return { contact, numbers, ignored: reader.ignored ?? [] };
}

describe('a column that is not for certain a number of this person is left out:', () => {
  it.each([
    'Phonetic First Name',
    'Phonetic Name',
    'Has Opted Out Of Fax',
    'HasOptedOutOfFax',
    'Fax Opt Out',
    'Phone Opt In',
    'Mobile Opt-In',
    'No Phone',
    'No Fax',
    'No. Phones',
    'No. of Phones',
    'Num Phones',
    'NoPhone',
    'Nr. Telefone',
    'Nr Telefon',
    '# Phones',
    'Phone Verified',
    'Is Phone Verified',
    'Phone Area Code',
    'Home Area Code',
    'Phone Country Code',
    'Mobile Country Code',
    'Phone Extension',
    'Phone Ext',
    'Business Phone Extension',
    'Phone Type',
    'Phone 1 - Type',
    'Phone 1 - Label',
    'Phone Label',
    'Phone Status',
    'Phone Calls',
    'Number of Phone Calls',
    'Last Phone Call',
    'Do Not Phone',
    'Assistant Phone',
    'AssistantPhone',
    'Assistant’s Phone',
    'Asst. Phone',
    'Emergency Contact Phone',
    'Secondary Contact Phone',
    'SecondaryContactPhone',
    'Alternate Contact Phone',
    'Alternative Contact Person Phone',
    'Additional Contact Phone',
    'Other Contact Phone',
    'Other Contact’s Phone',
    'Other Person Phone',
    'Second Person Phone',
    'Second Contact Mobile',
    'Referring Contact Phone',
    'Contact 2 Phone',
    'Person2 Phone',
    'Phone (Other Contact)',
    'Emergency Phone',
    'Spouse Phone',
    'Spouse Mobile',
    'Manager Phone',
    'Secretary Phone',
    'Referrer Phone',
    'Parent Mobile Number',
    'Company Main Phone',
    'Company Phone',
    'Account Phone',
    'Organization Phone',
    'Vendor Phone',
    'Owner Phone',
    'Agent Phone',
    'Microphone',
    'Headphones',
    'Saxophone',
    'Homophone',
    'Cancelled',
    'Excellent',
    'Cell Culture',
    'Cell Line Type',
    'Mobile App',
    'Mobile Carrier',
    'Mobility',
    'Mobile Home',
    'Cell Line',
    'Automobile',
    'Immobilien',
    'Telegram',
    'Telex',
    'Hotel',
    'Telling',
    'Faxed At',
    'Phone Number Count',
    'Telefonprotokoll',
    'Telefonvorwahl',
    'Notfalltelefon',
    'Telefon Assistent',
    'Telefon Firma',
    'Pager',
    'Callback',
    'ISDN',
    'Home',
    'Work',
    'Main',
    'Number',
    'Contact',
    'Value',
  ])('%s', (header) => {
    const { numbers, ignored } = read(['Name', header]);
    expect(numbers).toEqual([]);
    expect(ignored).toEqual([header.normalize('NFKC')]);
  });
});

describe('a column is a number of this person:', () => {
  it.each<[string, string | undefined]>([
    ['Phone', undefined],
    ['PHONE', undefined],
    ['phone_number', undefined],
    ['phoneNumber', undefined],
    ['PhoneNumber', undefined],
    ['Phone Number(s)', undefined],
    ['Phone #', undefined],
    ['Phone #2', undefined],
    ['Phone 3', undefined],
    ['phone2', undefined],
    ['Tel.', undefined],
    ['Tel. No.', undefined],
    ['Tel.-Nr.', undefined],
    ['Phone No', undefined],
    ['Phone Num', undefined],
    ['Contact Phone 2', undefined],
    ['Contact 1 Phone', undefined],
    ['Contact Other Phone', undefined],
    ['Secondary Phone', undefined],
    ['Telephone', undefined],
    ['Telephone Number', undefined],
    ['Contact Phone', undefined],
    ['Primary Phone', undefined],
    ['Main Phone', undefined],
    ['Other Phone', undefined],
    ['Landline Phone', undefined],
    ['Mobile', 'mobile'],
    ['Mobile Phone', 'mobile'],
    ['MobilePhone', 'mobile'],
    ['mobilephone', 'mobile'],
    ['MOBILE_PHONE', 'mobile'],
    ['Mobile No.', 'mobile'],
    ['Mobile Phone Number', 'mobile'],
    ['Phone (mobile)', 'mobile'],
    ['Cell', 'mobile'],
    ['Cell Phone', 'mobile'],
    ['Cellphone #', 'mobile'],
    ['WhatsApp Phone Number', 'mobile'],
    ['Home Phone', 'home'],
    ['Home Phone 2', 'home'],
    ['HomePhone', 'home'],
    ['Home Tel', 'home'],
    ['Work Phone', 'business'],
    ['Work Phone Number', 'business'],
    ['Phone (Work)', 'business'],
    ['Phone – Work', 'business'],
    ['Business Phone 2', 'business'],
    ['Office Telephone', 'business'],
    ['Direct Phone', 'business'],
    ['Direct Dial', 'business'],
    ['Fax', 'fax'],
    ['Home Fax', 'fax'],
    ['Business Fax', 'fax'],
    ['Fax Number', 'fax'],
    ['Telefon', undefined],
    ['Telefonnummer', undefined],
    ['Rufnummer', undefined],
    ['Telefon (geschäftlich)', 'business'],
    ['Telefon (gescha\u0308ftlich)', 'business'],
    ['Telefon privat', 'home'],
    ['Handy', 'mobile'],
    ['Handynummer', 'mobile'],
    ['Mobiltelefon', 'mobile'],
    ['Mobilnummer', 'mobile'],
    ['Durchwahl', 'business'],
    ['Faxnummer', 'fax'],
    ['\ufeffPhone', undefined],
    ['\u200ePhone\u00a0', undefined],
  ])('%s', (header, kind) => {
    const { numbers } = read(['Name', header]);
    expect(numbers).toEqual([[header, kind]]);
  });
});

describe('an id is that of a contact:', () => {
  it.each([
    'Id',
    'ID',
    'Contact ID',
    'contact_id',
    'ContactId',
    'Record ID',
    'Record ID - Contact',
  ])('%s is one', (header) => {
    expect(read([header, 'Name']).contact).toMatchObject({ id: '+16503946000' });
  });

  it.each([
    'Customer ID',
    'Kundennummer',
    'Kunden-Nr.',
    'Account ID',
    'AccountId',
    'Company ID',
    'Owner ID',
    'Associated Company IDs',
    'MasterRecordId',
    'Organization - ID',
    'Account Name.id',
    'Contact Owner.id',
    'Reports To ID',
    'Parent ID',
    'Tax ID',
    'Identity',
    'Skype ID',
  ])('%s is none', (header) => {
    const { contact, ignored } = read([header, 'Name']);
    expect(contact).not.toHaveProperty('id');
    expect(ignored).toEqual([header]);
  });

  it('only the first column counts', () => {
    const { contact, ignored } = read(['Contact ID', 'Record ID', 'Name']);
    expect(contact).toMatchObject({ id: '+16503946000' });
    expect(ignored).toEqual(['Record ID']);
  });
});

// The columns as the exporters name them; what each says is in csv-columns.ts.
const EXPORTS: Readonly<
  Record<string, { columns: readonly string[]; numbers: Readonly<Record<string, string>> }>
> = {
  'Google until 2024': {
    columns:
      'Name|Given Name|Additional Name|Family Name|Yomi Name|Given Name Yomi|Additional Name Yomi|Family Name Yomi|Name Prefix|Name Suffix|Initials|Nickname|Short Name|Maiden Name|Birthday|Gender|Location|Billing Information|Directory Server|Mileage|Occupation|Hobby|Sensitivity|Priority|Subject|Notes|Language|Photo|Group Membership|E-mail 1 - Type|E-mail 1 - Value|Phone 1 - Type|Phone 1 - Value|Phone 2 - Type|Phone 2 - Value|Address 1 - Type|Address 1 - Formatted|Address 1 - Street|Address 1 - Postal Code|Organization 1 - Type|Organization 1 - Name|Organization 1 - Yomi Name|Organization 1 - Title|Website 1 - Type|Website 1 - Value|Relation 1 - Type|Relation 1 - Value|Custom Field 1 - Type|Custom Field 1 - Value'.split(
        '|',
      ),
    numbers: { 'Phone 1 - Value': '', 'Phone 2 - Value': '' },
  },
  'Google since 2024': {
    columns:
      'First Name|Middle Name|Last Name|Phonetic First Name|Phonetic Middle Name|Phonetic Last Name|Name Prefix|Name Suffix|Nickname|File As|Organization Name|Organization Title|Organization Department|Birthday|Notes|Photo|Labels|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value|Phone 2 - Label|Phone 2 - Value|Address 1 - Label|Address 1 - Formatted|Address 1 - Country|Relation 1 - Label|Relation 1 - Value|Event 1 - Label|Event 1 - Value|Custom Field 1 - Label|Custom Field 1 - Value'.split(
        '|',
      ),
    numbers: { 'Phone 1 - Value': '', 'Phone 2 - Value': '' },
  },
  Outlook: {
    columns:
      "First Name|Middle Name|Last Name|Title|Suffix|Nickname|Given Yomi|Surname Yomi|E-mail Address|E-mail 2 Address|Home Phone|Home Phone 2|Business Phone|Business Phone 2|Mobile Phone|Car Phone|Other Phone|Primary Phone|Pager|Business Fax|Home Fax|Other Fax|Company Main Phone|Callback|Radio Phone|Telex|TTY/TDD Phone|IMAddress|Job Title|Department|Company|Office Location|Manager's Name|Assistant's Name|Assistant's Phone|Company Yomi|Business Street|Business Country/Region|Home Street|Home City|Other Street|Personal Web Page|Spouse|Schools|Hobby|Location|Web Page|Birthday|Anniversary|Notes".split(
        '|',
      ),
    numbers: {
      'Home Phone': 'home',
      'Home Phone 2': 'home',
      'Business Phone': 'business',
      'Business Phone 2': 'business',
      'Mobile Phone': 'mobile',
      'Car Phone': 'mobile',
      'Other Phone': '',
      'Primary Phone': '',
      'Business Fax': 'fax',
      'Home Fax': 'fax',
      'Other Fax': 'fax',
      'TTY/TDD Phone': '',
    },
  },
  'a report of Salesforce': {
    columns:
      'Salutation|First Name|Last Name|Title|Account Name|Mailing Street|Mailing City|Mailing Zip/Postal Code|Phone|Mobile|Home Phone|Other Phone|Fax|Asst. Phone|Assistant|Email|Account Owner|Account ID|Contact ID|Owner ID|Lead Source|Do Not Call|Fax Opt Out|Account Phone|Account Fax|Reports To'.split(
        '|',
      ),
    numbers: { Phone: '', Mobile: 'mobile', 'Home Phone': 'home', 'Other Phone': '', Fax: 'fax' },
  },
  'a data export of Salesforce': {
    columns:
      'Id|IsDeleted|MasterRecordId|AccountId|LastName|FirstName|Salutation|Name|OtherStreet|MailingStreet|Phone|Fax|MobilePhone|HomePhone|OtherPhone|AssistantPhone|ReportsToId|Email|Title|Department|AssistantName|LeadSource|Birthdate|Description|OwnerId|HasOptedOutOfEmail|HasOptedOutOfFax|DoNotCall|CreatedDate|CreatedById|LastModifiedById|SystemModstamp|LastCURequestDate|EmailBouncedReason|PhotoUrl|Jigsaw|IndividualId'.split(
        '|',
      ),
    numbers: { Phone: '', Fax: 'fax', MobilePhone: 'mobile', HomePhone: 'home', OtherPhone: '' },
  },
  HubSpot: {
    columns:
      'Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|Fax Number|WhatsApp Phone Number|Contact owner|Associated Company|Associated Company IDs|Lead Status|Create Date|Number of times contacted|Calculated Phone Number Country Code|Phone number validity|Number of Associated Deals'.split(
        '|',
      ),
    numbers: {
      'Phone Number': '',
      'Mobile Phone Number': 'mobile',
      'Fax Number': 'fax',
      'WhatsApp Phone Number': 'mobile',
    },
  },
  Zoho: {
    columns:
      'Record Id|Contact Owner.id|Contact Owner|Lead Source|First Name|Last Name|Account Name.id|Account Name|Vendor Name.id|Vendor Name|Email|Title|Department|Phone|Home Phone|Other Phone|Fax|Mobile|Date of Birth|Assistant|Asst Phone|Reporting To.id|Reporting To|Email Opt Out|Created By|Modified By|Created Time|Skype ID|Secondary Email|Full Name|Layout.id|User Modified Time|System Activity Time'.split(
        '|',
      ),
    numbers: { Phone: '', 'Home Phone': 'home', 'Other Phone': '', Fax: 'fax', Mobile: 'mobile' },
  },
  Pipedrive: {
    columns:
      'Person - ID|Person - Name|Person - First name|Person - Last name|Person - Label|Person - Organization|Person - Phone - Work|Person - Phone - Home|Person - Phone - Mobile|Person - Phone - Other|Person - Email - Work|Person - Owner|Person - Open deals|Person - Visible to|Organization - ID|Organization - Address'.split(
        '|',
      ),
    numbers: {
      'Person - Phone - Work': 'business',
      'Person - Phone - Home': 'home',
      'Person - Phone - Mobile': 'mobile',
      'Person - Phone - Other': '',
    },
  },
};

describe('an export gives the numbers of its contacts, and no others:', () => {
  it.each(Object.entries(EXPORTS))('%s', (_name, { columns, numbers: expected }) => {
    const { numbers, contact, ignored } = read(columns);
    expect(Object.fromEntries(numbers.map(([header, kind]) => [header, kind ?? '']))).toEqual(
      expected,
    );
    expect(contact).toMatchObject({ name: expect.stringMatching(/\+1650/u) });
    const own = Object.keys(contact);
    expect(own.filter((it) => !/^(?:id|name|phoneNumbers|profileImageUrl)$/u.test(it))).toEqual([]);
    expect(ignored).toEqual(columns.filter((it) => ignored.includes(it)));
    expect(ignored.some((it) => it in expected)).toBe(false);
  });
});
