/** A label of a host name. */
const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
const HOST = `${LABEL}(?:\\.${LABEL})*`;
const ATOM = "[\\w!#$%&'*+/=?^`{|}~-]+";
const DATE =
  '\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|[12]\\d))';
const TIME =
  '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const IPV4 = '(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}';
const GROUP = '[\\da-f]{1,4}';
const GROUPS = `(?::{0,2}\\b${GROUP}\\b)`;

export interface Format {
  /** The name of its constant in generated code. */
  readonly name: string;
  /** Linear in the length of the text: a page tests what others send. */
  readonly pattern: RegExp;
  /** What a person would call such a text. */
  readonly words: string;
}

const format = (name: string, pattern: string, words: string): Format => ({
  name,
  pattern: new RegExp(`^${pattern}$`, 'i'),
  words,
});

/** The formats that validators check. All others are ignored. */
export const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['date-time', format('dateTime', `${DATE}T${TIME}`, 'a date-time such as 2020-01-31T12:00:00Z')],
  ['date', format('date', DATE, 'a date such as 2020-01-31')],
  ['time', format('time', TIME, 'a time such as 12:00:00Z')],
  [
    'uri',
    format(
      'uri',
      "[a-z][a-z\\d+.-]*:(?:[\\w.~:/?#[\\]@!$&'()*+,;=-]|%[\\da-f]{2})*",
      'a URI such as https://example.com/a',
    ),
  ],
  [
    'email',
    format('email', `${ATOM}(?:\\.${ATOM})*@${HOST}`, 'an email address such as name@example.com'),
  ],
  [
    'uuid',
    format(
      'uuid',
      '[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}',
      'a UUID such as 123e4567-e89b-12d3-a456-426614174000',
    ),
  ],
  ['ipv4', format('ipv4', IPV4, 'an IPv4 address such as 192.0.2.1')],
  [
    'ipv6',
    format(
      'ipv6',
      `(?=.{2,45}$)(?:(?:${GROUP}:){7}${GROUP}|(?:${GROUP}:){6}${IPV4}|(?=.*::)(?!.*::.*::|.*:::|:\\w)(?:${GROUPS}{0,7}(?:::)?|${GROUPS}{0,5}::?${IPV4}))`,
      'an IPv6 address such as 2001:db8::1',
    ),
  ],
  ['hostname', format('hostname', `(?=.{1,253}$)${HOST}`, 'a host name such as www.example.com')],
]);
