import type { Recipe } from './recipe.js';

export const matchContacts: Recipe = {
  method: {
    name: 'findContacts',
    about:
      'Finds the contacts of each number. Numbers have the form that the carrier sent: national, E.164, an extension, `anonymous`. Omit numbers without contacts.',
    parameters: [
      ['phoneNumbers', 'readonly string[]'],
      ['signal', 'AbortSignal'],
    ],
    result: 'Promise<ReadonlyMap<string, readonly Contact[]>>',
  },
  types: ['Contact'],
  fakeTypes: ['Contact'],
  handler: [
    'async matchContacts(queries, { signal }) {',
    '  const numbers = queries.map(({ phoneNumber }) => phoneNumber);',
    '  const found = await crm.findContacts(numbers, signal);',
    '  // The keys of the result must be exactly the strings of the query.',
    '  return Object.fromEntries(numbers.map((number) => [number, found.get(number) ?? []]));',
    '},',
  ],
  fake: {
    collection: {
      name: 'contacts',
      about: 'Contacts by number.',
      type: 'Map<string, readonly Contact[]>',
      empty: 'new Map()',
    },
    lines: [
      'async findContacts(phoneNumbers) {',
      '  return new Map(phoneNumbers.map((number) => [number, contacts.get(number) ?? []]));',
      '},',
    ],
  },
  test: {
    title: 'returns the contacts of the caller',
    lines: [
      "crm.contacts.set('6505550142', [{ id: '7', name: 'Ada Lovelace' }]);",
      "const { result } = await widget.request('matchContacts', [",
      "  { phoneNumber: '6505550142', callType: 'inbound' },",
      "  { phoneNumber: 'anonymous', callType: 'inbound' },",
      ']);',
      "expect(result).toEqual({ 6505550142: [{ id: '7', name: 'Ada Lovelace' }], anonymous: [] });",
    ],
    ringex: [
      "crm.contacts.set('6505550142', [{ id: '7', name: 'Ada Lovelace' }]);",
      "const { result } = await widget.request('matchContacts', {",
      "  phoneNumbers: ['6505550142', 'anonymous'],",
      '});',
      'expect(result).toMatchObject({',
      "  data: { 6505550142: [{ id: '7', name: 'Ada Lovelace' }], anonymous: [] },",
      '});',
    ],
  },
};
