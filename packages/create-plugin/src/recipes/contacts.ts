import type { Recipe } from './recipe.js';

export const matchContacts: Recipe = {
  method: {
    name: 'findContacts',
    about:
      'The people behind each of the numbers, which come as the carrier sent them: national, E.164, an extension, `anonymous`. A number without any may be left out.',
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
    '  // The widget looks its answer up by the very strings that it asked for.',
    '  return Object.fromEntries(numbers.map((number) => [number, found.get(number) ?? []]));',
    '},',
  ],
  fake: {
    shelf: {
      name: 'contacts',
      about: 'People by their numbers.',
      type: 'Map<string, readonly Contact[]>',
      empty: 'new Map()',
    },
    lines: [
      'async findContacts(phoneNumbers) {',
      '  return new Map(phoneNumbers.map((number) => [number, contacts.get(number) ?? []]));',
      '},',
    ],
  },
  proof: {
    title: 'tells who calls',
    lines: [
      "crm.contacts.set('6505550142', [{ id: '7', name: 'Ada Lovelace' }]);",
      "const { result } = await widget.request('matchContacts', [",
      "  { phoneNumber: '6505550142', callType: 'inbound' },",
      "  { phoneNumber: 'anonymous', callType: 'inbound' },",
      ']);',
      "expect(result).toEqual({ 6505550142: [{ id: '7', name: 'Ada Lovelace' }], anonymous: [] });",
    ],
  },
};
