/** Values that occur in a contact centre, by kind of personal data. The first of each are ordinary. */

export const NATIONAL = ['6505550142', '6505550143', '7205550199', '(650) 555-0142'] as const;

export const E164 = ['+16505550142', '+16505550143', '+17205550199'] as const;

export const INTERNATIONAL = [
  '+442079460958',
  '+4930901820',
  '+81312345678',
  '+390612345678', // Italian numbers keep the zero
  '+2902345', // numbers of Saint Helena are this short
  '0044 20 7946 0958',
] as const;

export const EXTENSIONS = ['101', '5001', '+16505550142*101', '6505550142 x12'] as const;

/** What a carrier sends instead of a withheld number. */
export const ANONYMOUS = ['anonymous', 'restricted', 'private', 'unavailable', ''] as const;

/** The widget lower-cases the numbers in its queries (contactMatchIdentify.ts:6-24). */
export const LETTERS = ['1-800-flowers', 'sip:ada@example.com', 'wireless caller', '911'] as const;

export const NAMES = ['Ada Lovelace', 'Grace Hopper', 'Test User 6505550142'] as const;

export const STRANGE_NAMES = [
  '',
  "Siobhán O'Brien-Ńguyễn",
  '山田 太郎',
  '<b>Ada</b> & "Sons"',
] as const;

export const EMOJI = ['👩‍💻', '🇨🇭 Zoë 🎉', '👍🏽 ok'] as const;

export const RIGHT_TO_LEFT = ['ليلى خالد', 'שרה כהן', 'Ada \u202Eecalevol\u202C'] as const;

export const NOTES = ['Wants a call back', 'Asked for a call back on Monday.'] as const;

export const STRANGE_NOTES = [
  '',
  ' ',
  'Two\nlines\tand a tab',
  '=SUM(A1)',
  '<script>x</script>',
] as const;

/** The maximum length in the widget's form: DispositionForm.tsx:104,127. */
export const LONGEST_NOTE = 32_000;

/** Few, so that two draws are sometimes equal. */
export const IDS = ['1001', '1002', '1003'] as const;

export const STRANGE_IDS = ['', '0', '9007199254740993', 'a/b~c', 'null'] as const;

export const SECRETS = [
  'https://recordings.example.com/1?token=abc',
  'https://login.example.com/?code=1&state=MTU5%3D%3D',
] as const;

/** Keys that break code which uses a plain object as a map. */
export const STRANGE_KEYS = ['__proto__', 'constructor', 'toString', '', 'a/b~c'] as const;

/** Members that are not in any schema, as a later version may send. */
export const UNKNOWN_MEMBERS = ['futureMember', 'uii', 'agentId', 'x-trace'] as const;
