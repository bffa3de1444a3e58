import type { Contact } from '@jackfield/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  isContactsError,
  type LocalContactSource,
  type ContactsError,
  type CountryCode,
} from '../src/index.js';

const signal = new AbortController().signal;

export const ada: Contact = {
  id: '1',
  type: 'acme',
  name: 'Ada Lovelace',
  phoneNumbers: [{ phoneNumber: '(650) 394-5910', phoneType: 'direct' }, { phoneNumber: '101' }],
  profileImageUrl: 'https://crm.example/1.png',
};
export const bob: Contact = {
  id: '2',
  type: 'acme',
  name: 'Bob',
  phoneNumbers: [{ phoneNumber: '+44 20 7946 0958' }],
};

const issuesOf = async (importing: Promise<unknown>): Promise<ContactsError['issues']> => {
  const error: unknown = await importing.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isContactsError(error) || error.code !== 'IMPORT_INVALID') throw error;
  return error.issues;
};

/** What every shipped source does; `fresh` makes one that has nothing yet. */
export function localContactSourceContract(
  fresh: (country?: CountryCode) => LocalContactSource,
): void {
  let source: LocalContactSource;
  beforeEach(() => {
    source = fresh();
  });

  /** The names found for one number. */
  const names = async (number: string, from = source): Promise<readonly string[]> => {
    const found = await from.findByNumbers([number], { signal });
    if (!(found instanceof Map)) throw new Error('The shipped sources answer with a Map.');
    return ((found.get(number) ?? []) as readonly Contact[]).map(({ name }) => name);
  };

  describe('what is refused', () => {
    it.each([
      ['no array', {}, [['', 'an array of contacts', 'an object with no members']]],
      ['nothing', undefined, [['', 'an array of contacts', 'undefined']]],
      ['a contact that is null', [null], [['/0', 'a contact { name, phoneNumbers, … }', 'null']]],
      ['no name', [ada, { id: '3' }], [['/1/name', 'a text that is not empty', 'undefined']]],
      ['an empty name', [{ name: ' ' }], [['/0/name', 'a text that is not empty', '" "']]],
      ['an id of another kind', [{ name: 'x', id: null }], [['/0/id', 'a text or number', 'null']]],
      ['a type of another kind', [{ name: 'x', type: 1 }], [['/0/type', 'a text', '1']]],
      [
        'a picture of another kind',
        [{ name: 'x', profileImageUrl: {} }],
        [['/0/profileImageUrl', 'a text', 'an object with no members']],
      ],
      [
        'numbers that are no array',
        [{ name: 'x', phoneNumbers: '650' }],
        [['/0/phoneNumbers', 'an array of { phoneNumber }', 'a text']],
      ],
      [
        'a bare number',
        [{ name: 'x', phoneNumbers: ['650'] }],
        [['/0/phoneNumbers/0', 'an object { phoneNumber, phoneType? }', 'a text']],
      ],
      [
        'a number of another kind',
        [{ name: 'x', phoneNumbers: [{ phoneNumber: '1' }, { phoneNumber: 650, phoneType: 1 }] }],
        [
          ['/0/phoneNumbers/1/phoneNumber', 'a text', 'a number'],
          ['/0/phoneNumbers/1/phoneType', 'a text', 'a number'],
        ],
      ],
      [
        'an id used twice',
        [ada, bob, { ...ada, name: 'Not Ada' }],
        [['/2/id', 'an id of its own (type and id are those of /0)', '"1"']],
      ],
    ])('%s', async (_name, json, issues) => {
      expect(await issuesOf(source.import(json))).toEqual(
        issues.map(([pointer, expected, received]) => ({ pointer, expected, received })),
      );
      expect(await source.list()).toEqual([]);
    });

    it('text that is not valid JSON', async () => {
      const [issue, ...others] = await issuesOf(source.import('[{ name: }]'));
      expect(issue).toMatchObject({ pointer: '', expected: 'JSON' });
      expect(others).toEqual([]);
    });

    it('all of an import for one issue, naming every issue and showing the first', async () => {
      const importing = source.import([ada, {}, {}, {}, {}, bob]);
      expect(await issuesOf(importing)).toHaveLength(4);
      await expect(importing).rejects.toThrow(
        'import: no contact was taken over, since /1/name expected a text that is not empty, received undefined; /2/name expected a text that is not empty, received undefined; /3/name expected a text that is not empty, received undefined; and 1 more.',
      );
      expect(await source.list()).toEqual([]);
    });

    it('an import or a question whose signal has aborted', async () => {
      const reason = new Error('too late');
      const aborted = { signal: AbortSignal.abort(reason) };
      await expect(source.import([ada], aborted)).rejects.toBe(reason);
      await expect(source.findByNumbers(['101'], aborted)).rejects.toBe(reason);
      expect(await source.list()).toEqual([]);
    });

    it('to find anybody by a part of a number', async () => {
      await source.import([ada]);
      for (const number of ['+1650394591', '3945910', '+16503945910 ', '10', '', '__proto__']) {
        expect(await names(number), number).toEqual([]);
      }
    });

    it('to find anybody by what stands for no number', async () => {
      const withheld = ['anonymous', 'Unknown', '', ' ', '-', '0000000000', '+'];
      await source.import([
        { name: 'Nobody', phoneNumbers: withheld.map((phoneNumber) => ({ phoneNumber })) },
      ]);
      for (const number of withheld) expect(await names(number.toLowerCase())).toEqual([]);
    });
  });

  it('finds a contact by each of its numbers in E.164, and by those that are none as they are', async () => {
    await source.import([ada, bob]);
    expect(await names('+16503945910')).toEqual(['Ada Lovelace']);
    expect(await names('101')).toEqual(['Ada Lovelace']);
    expect(await names('+442079460958')).toEqual(['Bob']);
  });

  it('reads national numbers by its country', async () => {
    const british = fresh('GB');
    await british.import([{ name: 'Bob', phoneNumbers: [{ phoneNumber: '020 7946 0958' }] }]);
    expect(await names('+442079460958', british)).toEqual(['Bob']);
    expect(british.defaultCountry).toBe('GB');
    expect(source.defaultCountry).toBe('US');
  });

  it('finds all contacts of one number, in one order however they were imported', async () => {
    const people = ['c', 'a', 'b'].map((id) => ({
      id,
      name: id.toUpperCase(),
      phoneNumbers: [{ phoneNumber: '6503945910' }],
    }));
    await source.import(people);
    expect(await names('+16503945910')).toEqual(['A', 'B', 'C']);
    const other = fresh();
    for (const i of [2, 0, 1]) await other.import([people[i]]);
    expect(await names('+16503945910', other)).toEqual(['A', 'B', 'C']);
  });

  it('finds a contact once by a number that it has in two forms', async () => {
    const phoneNumbers = [{ phoneNumber: '6503945910' }, { phoneNumber: '+1 650-394-5910 x12' }];
    await source.import([{ name: 'Ada', phoneNumbers }]);
    expect(await names('+16503945910')).toEqual(['Ada']);
  });

  it('replaces contacts of the same type and id, and forgets their old numbers', async () => {
    await source.import([ada]);
    await source.import([{ ...ada, name: 'Ada King', phoneNumbers: [{ phoneNumber: '102' }] }]);
    expect(await source.list()).toHaveLength(1);
    expect(await names('101')).toEqual([]);
    expect(await names('102')).toEqual(['Ada King']);
  });

  it('keeps contacts apart that share an id but not its type or kind', async () => {
    await source.import([ada, { ...ada, type: 'other' }, { ...ada, id: 1 }]);
    expect(await source.list()).toHaveLength(3);
  });

  it('makes no doubles of contacts without an id when they are imported again', async () => {
    const file = JSON.stringify([
      { name: 'Ada', phoneNumbers: [{ phoneNumber: '101' }, { phoneNumber: '102' }] },
      { name: 'Ada', phoneNumbers: [{ phoneNumber: '103' }] },
      { name: 'Numberless' },
    ]);
    expect(await source.import(file)).toEqual({ imported: 3 });
    await source.import(file);
    expect(await source.list()).toHaveLength(3);
  });

  it('keeps members that it does not know', async () => {
    await source.import([{ ...ada, email: 'ada@crm.example' }]);
    expect(await source.list()).toEqual([{ ...ada, email: 'ada@crm.example' }]);
  });

  it('keeps what it was given, whatever its caller does to that afterwards', async () => {
    const mine = { name: 'as given' };
    await source.import([mine]);
    mine.name = 'changed';
    expect(await source.list()).toEqual([{ name: 'as given' }]);
  });

  it('lists its contacts by name, and has none after it was cleared', async () => {
    await source.import([bob, ada]);
    expect((await source.list()).map(({ name }) => name)).toEqual(['Ada Lovelace', 'Bob']);
    await source.clear();
    expect(await source.list()).toEqual([]);
    expect(await names('101')).toEqual([]);
  });

  it('notifies its listeners of each change until they leave, leaving twice being fine', async () => {
    const listener = vi.fn();
    const leave = source.subscribe(listener);
    await source.import([ada]);
    await source.clear();
    expect(listener).toHaveBeenCalledTimes(2);
    await source.import([{}]).catch(() => undefined);
    leave();
    leave();
    await source.import([bob]);
    expect(listener).toHaveBeenCalledTimes(2);
  });
}
