import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, vi } from 'vitest';
import {
  contacts,
  ContactsError,
  isContactsError,
  memoryContactSource,
  type ContactsByNumber,
  type ContactSource,
} from '../src/index.js';
import { connect } from '../../plugin-kit/test/widget.js';
import { ask, handSource, person, settle } from './hand-source.js';

describe('contacts refuses', () => {
  it.each([
    [
      { source: {} },
      'contacts, option source: expected a source with the method findByNumbers, received an object with no members.',
    ],
    [
      { defaultCountry: 'USA' },
      'expected a country such as \'US\' (two capital letters), received "USA"',
    ],
    [{ defaultCountry: '__proto__' }, 'received "__proto__"'],
    [{ cache: 5 }, 'contacts, option cache: expected an object or false, received 5'],
    [
      { cache: { foundMs: -1 } },
      'contacts, option cache, option foundMs: expected milliseconds, received -1',
    ],
    [
      { cache: { notFoundMs: Number.NaN } },
      'option notFoundMs: expected milliseconds, received NaN',
    ],
    [
      { cache: { maxEntries: 0 } },
      'option maxEntries: expected a whole number above 0, received 0',
    ],
    [{ cache: { ttl: 5 } }, 'no option but foundMs, notFoundMs, staleMs, maxEntries'],
    [{ name: '' }, 'option name: expected a name'],
    [{ now: 1 }, 'option now: expected a function'],
    [{ cache: { staleMs: -1 } }, 'option staleMs: expected milliseconds, received -1'],
    [{ sources: [] }, 'option sources: expected an array of sources, each with the method'],
    [{ sources: [{}] }, 'option sources: expected an array of sources, each with the method'],
    [
      { source: memoryContactSource(), sources: [memoryContactSource()] },
      'contacts: expected source or sources, received both.',
    ],
    [{ looseDigits: 6 }, 'option looseDigits: expected a whole number from 7 to 10, received 6'],
    [
      { looseDigits: 7.5 },
      'option looseDigits: expected a whole number from 7 to 10, received 7.5',
    ],
    [{ owner: '' }, 'option owner: expected the id of a user, received ""'],
    [{ sourceTimeoutMs: 0 }, 'option sourceTimeoutMs: expected milliseconds above 0, received 0'],
    [
      { timeout: 1 },
      'no option but source, sources, defaultCountry, looseDigits, cache, owner, sourceTimeoutMs, name, now',
    ],
    [7, 'options as an object, received 7'],
  ])('the options %j', (options, message) => {
    const attempt = () => contacts(options as never);
    expect(attempt).toThrow(ContactsError);
    expect(attempt).toThrow(message);
  });

  it('a country other than its source has: their numbers would never match', () => {
    const source = memoryContactSource([], { defaultCountry: 'GB' });
    expect(() => contacts({ source, defaultCountry: 'US' })).toThrow(
      "the source's, GB, received US",
    );
    expect(() => contacts({ source, defaultCountry: 'GB' })).not.toThrow();
    expect(() => contacts({ sources: [source, memoryContactSource()] })).toThrow("source's, US");
  });

  it('digits other than its source finds contacts by', () => {
    const source = { ...memoryContactSource(), looseDigits: 0 };
    expect(() => contacts({ source, looseDigits: 7 })).toThrow("the source's, 0, received 7");
    expect(() => contacts({ source })).not.toThrow();
    expect(() => contacts({ source: { ...source, looseDigits: 7 }, looseDigits: 7 })).not.toThrow();
  });

  it('distinguishes its error from others by name and not by class', () => {
    const foreign = Object.assign(new Error('from another copy'), { name: 'ContactsError' });
    expect(isContactsError(foreign)).toBe(true);
    expect(isContactsError(new Error('other'))).toBe(false);
    expect(isContactsError({ name: 'ContactsError' })).toBe(false);
  });
});

describe('nobody is found', () => {
  const source = memoryContactSource([
    person('Ada', '(650) 394-5910', 'anonymous', '', '0000000000', '101'),
  ]);

  it.each([
    '',
    ' ',
    'anonymous',
    'unknown',
    'restricted',
    '0000000000',
    '+',
    '-',
    '__proto__',
    'constructor',
  ])('for %j, and the source is not even asked', async (phoneNumber) => {
    const findByNumbers = vi.fn<ContactSource['findByNumbers']>(async () => ({}));
    const { ask: match } = connect([contacts({ source: { findByNumbers } })]);
    expect(await match('matchContacts', ask(phoneNumber))).toEqual({ result: {} });
    expect(findByNumbers).not.toHaveBeenCalled();
  });

  it.each([
    '3945910',
    '394-5910',
    '503945910',
    '10',
    '01',
    '1101',
    '16503945911',
    '+44 6503945910',
    '6503945910x',
  ])('for %s, which is only like a number of somebody', async (phoneNumber) => {
    const { ask: match } = connect([contacts({ source })]);
    expect(await match('matchContacts', ask(phoneNumber))).toEqual({ result: {} });
  });

  it('for an empty question', async () => {
    const { ask: match } = connect([contacts({ source })]);
    expect(await match('matchContacts', [])).toEqual({ result: {} });
  });
});

describe('a source that fails', () => {
  it('fails the request, is asked again, and is not remembered', async () => {
    const { source, calls } = handSource();
    const { host, ask: match } = connect([contacts({ source })]);
    const failed = vi.fn();
    host.on('failed', failed);
    const answer = match('matchContacts', ask('6503945910'));
    await settle();
    calls[0]?.fail(new Error('The CRM is being serviced.'));
    expect(await answer).toEqual({ error: expect.stringContaining('The CRM is being serviced.') });
    expect(failed).toHaveBeenCalledOnce();
    const again = match('matchContacts', ask('6503945910'));
    await settle();
    calls[1]?.answer({ '+16503945910': [person('Ada')] });
    expect(await again).toMatchObject({ result: { '6503945910': [{ name: 'Ada' }] } });
  });

  it('fails the request also where it throws at once', async () => {
    const findByNumbers = () => {
      throw new Error('not signed in');
    };
    const { host, ask: match } = connect([contacts({ source: { findByNumbers } })]);
    host.on('failed', () => undefined);
    for (let i = 0; i < 2; i += 1) {
      expect(await match('matchContacts', ask('101'))).toEqual({
        error: expect.stringContaining('not signed in'),
      });
    }
  });

  it.each([
    [undefined, 'expected an object or Map from each number to its contacts, received undefined'],
    [[], 'received an array'],
    ['Ada', 'received "Ada"'],
    [{ '101': { name: 'Ada' } }, 'for number 1: expected an array, received an object with name'],
    [new Map([['101', 'Ada']]), 'for number 1: expected an array, received "Ada"'],
  ])('to answer as it should, with %j, fails the request', async (found, message) => {
    const findByNumbers = async () => found as unknown as ContactsByNumber;
    const { host, ask: match } = connect([contacts({ source: { findByNumbers } })]);
    host.on('failed', () => undefined);
    expect(await match('matchContacts', ask('101'))).toEqual({
      error: expect.stringContaining(message),
    });
  });

  it('with one contact costs only that number its answer, and its author is notified', async () => {
    const findByNumbers = async () =>
      ({
        '101': [{ name: 7 }],
        '102': [person('Ada')],
        '103': [null],
      }) as unknown as ContactsByNumber;
    const { host, ask: match } = connect([contacts({ source: { findByNumbers } })]);
    const invalid = vi.fn();
    host.on('invalid', invalid);
    const { result } = await match('matchContacts', ask('101', '102', '103'));
    expect(result).toEqual({ '102': [{ name: 'Ada', phoneNumbers: [] }] });
    expect(invalid).toHaveBeenCalled();
    expect(invalid.mock.calls[0]?.[0]).toMatchObject({ plugin: 'contacts', part: 'result' });
  });
});

describe('numbers', () => {
  it.each([
    ['6503945910', 'national'],
    ['16503945910', 'national with the trunk 1'],
    ['+16503945910', 'E.164'],
    ['(650) 394-5910', 'written by a person'],
    ['650.394.5910', 'with dots'],
    ['+1 650 394 5910 ext. 12', 'with an extension'],
    ['6503945910;ext=7', 'with an extension, as in RFC 3966'],
    ['tel:+16503945910', 'a tel URI'],
    ['011 1 650 394 5910', 'dialled abroad'],
    ['\u202a+1 (650) 394\u20115910\u202c', 'pasted from a contact card'],
  ])('%s (%s) finds the contact of +1 650 394 5910', async (phoneNumber) => {
    const source = memoryContactSource([person('Ada', '+1 650-394-5910')]);
    const { ask: match } = connect([contacts({ source })]);
    expect(await match('matchContacts', ask(phoneNumber))).toMatchObject({
      result: { [phoneNumber]: [{ name: 'Ada' }] },
    });
  });

  it.each([
    ['101', '101'],
    ['12345', '123-45'],
    ['*67', '*67'],
    ['1-800-flowers', '1-800-FLOWERS'],
    ['sip:ada101@acme.example', 'SIP:Ada101@acme.example'],
    ['442079460958', '442079460958'],
  ])(
    '%s, which is not a phone number, finds the contact that has %s',
    async (phoneNumber, stored) => {
      const source = memoryContactSource([person('Ada', stored)]);
      const { ask: match } = connect([contacts({ source })]);
      expect(await match('matchContacts', ask(phoneNumber))).toMatchObject({
        result: { [phoneNumber]: [{ name: 'Ada' }] },
      });
    },
  );

  it('are read by the country that is given, or that the source has', async () => {
    const stored = person('Bob', '+44 20 7946 0958');
    const found = { result: { '02079460958': [{ name: 'Bob' }] } };
    const british = memoryContactSource([stored], { defaultCountry: 'GB' });
    const byNumber: ContactSource = {
      findByNumbers: (numbers, context) => british.findByNumbers(numbers, context),
    };
    for (const plugin of [
      contacts({ source: british }),
      contacts({ source: byNumber, defaultCountry: 'GB' }),
    ]) {
      const { ask: match } = connect([plugin]);
      expect(await match('matchContacts', ask('02079460958'))).toMatchObject(found);
    }
    const { ask: match } = connect([contacts({ source: byNumber })]);
    expect(await match('matchContacts', ask('02079460958'))).toEqual({ result: {} });
  });

  it('are asked for once each, in E.164 or as they are, and answered as they were asked', async () => {
    const findByNumbers = vi.fn(async () => ({ '+16503945910': [person('Ada')] }));
    const { ask: match } = connect([contacts({ source: { findByNumbers } })]);
    const { result } = await match(
      'matchContacts',
      ask('6503945910', '+16503945910', '101', '6503945910', ' (650) 394-5910'),
    );
    expect(findByNumbers).toHaveBeenCalledExactlyOnceWith(['+16503945910', '101'], {
      signal: expect.any(AbortSignal),
    });
    expect(Object.keys(result as object)).toEqual([
      '6503945910',
      '+16503945910',
      ' (650) 394-5910',
    ]);
  });

  test.prop([fc.array(fc.oneof(fc.string(), fc.stringMatching(/^[+\d\s().x#;-]{0,20}$/u)))])(
    'of any text are answered under their own strings, and without a failure',
    async (numbers) => {
      const findByNumbers = async (asked: readonly string[]) =>
        new Map(asked.map((number) => [number, [person(number)]]));
      const { ask: match } = connect([contacts({ source: { findByNumbers } })]);
      const { result, error } = await match('matchContacts', ask(...numbers));
      expect(error).toBeUndefined();
      for (const key of Object.keys(result as object)) expect(numbers).toContain(key);
    },
  );
});

describe('the widget asks again and again', () => {
  it('identical questions at the same time are one, and all are answered', async () => {
    const { source, calls } = handSource();
    const { ask: match } = connect([contacts({ source })]);
    const answers = [1, 2, 3].map(() => match('matchContacts', ask('6503945910')));
    await settle();
    expect(calls).toHaveLength(1);
    calls[0]?.answer({ '+16503945910': [person('Ada')] });
    for (const answer of answers) {
      expect(await answer).toMatchObject({ result: { '6503945910': [{ name: 'Ada' }] } });
    }
  });

  it('of questions that overlap only the new numbers are asked', async () => {
    const { source, calls } = handSource();
    const { ask: match } = connect([contacts({ source })]);
    const first = match('matchContacts', ask('101', '102'));
    const second = match('matchContacts', ask('102', '103'));
    await settle();
    expect(calls.map(({ numbers }) => numbers)).toEqual([['101', '102'], ['103']]);
    calls[1]?.answer({ '103': [person('Cy')] });
    calls[0]?.answer(new Map([['102', [person('Bo')]]]));
    expect(await first).toMatchObject({ result: { '102': [{ name: 'Bo' }] } });
    expect(await second).toMatchObject({
      result: { '102': [{ name: 'Bo' }], '103': [{ name: 'Cy' }] },
    });
  });

  it('a number that the agent refreshes is looked up again, and its old answer serves if that fails', async () => {
    let answer = async () => ({ '101': [person('Ada')] });
    const findByNumbers = vi.fn(() => answer());
    const { ask: match, host } = connect([contacts({ source: { findByNumbers } })]);
    host.on('failed', () => undefined);
    const refresh = [{ phoneNumber: '101', isRefresh: true }];
    await match('matchContacts', ask('101'));
    await match('matchContacts', ask('101'));
    expect(findByNumbers).toHaveBeenCalledTimes(1);
    answer = async () => ({ '101': [person('Ada King')] });
    const found = { result: { '101': [{ name: 'Ada King' }] } };
    expect(await match('matchContacts', refresh)).toMatchObject(found);
    expect(findByNumbers).toHaveBeenCalledTimes(2);
    answer = () => Promise.reject(new Error('down'));
    expect(await match('matchContacts', refresh)).toMatchObject(found);
    expect(await match('matchContacts', ask('101'))).toMatchObject(found);
    expect(findByNumbers).toHaveBeenCalledTimes(3);
  });

  it('a contact is remembered for five minutes, and that there is none for 30 seconds', async () => {
    let time = 1_000_000;
    const findByNumbers = vi.fn(async () => ({ '101': [person('Ada')] }));
    const { ask: match } = connect([contacts({ source: { findByNumbers }, now: () => time })]);
    const asked = async (after: number) => {
      time += after;
      findByNumbers.mockClear();
      const { result } = await match('matchContacts', ask('101', '102'));
      expect(result).toMatchObject({ '101': [{ name: 'Ada' }] });
      return (findByNumbers.mock.calls as unknown as [readonly string[]][]).map(
        ([numbers]) => numbers,
      );
    };
    expect(await asked(0)).toEqual([['101', '102']]);
    expect(await asked(29_999)).toEqual([]);
    expect(await asked(1)).toEqual([['102']]);
    expect(await asked(269_999)).toEqual([['102']]);
    expect(await asked(1)).toEqual([['101']]);
  });

  it('answers are kept as long as one says, and not at all where one says so', async () => {
    let time = 0;
    const findByNumbers = vi.fn(async () => ({ '101': [person('Ada')] }));
    const questions = async (cache: false | { foundMs: number }, after: number) => {
      findByNumbers.mockClear();
      const plugin = contacts({ source: { findByNumbers }, cache, now: () => time });
      const { ask: match } = connect([plugin]);
      await match('matchContacts', ask('101'));
      time += after;
      await match('matchContacts', ask('101'));
      return findByNumbers.mock.calls.length;
    };
    expect(await questions({ foundMs: 50 }, 49)).toBe(1);
    expect(await questions({ foundMs: 50 }, 50)).toBe(2);
    expect(await questions({ foundMs: 0 }, 0)).toBe(2);
    expect(await questions(false, 0)).toBe(2);
    // A clock that was put back.
    expect(await questions({ foundMs: 50 }, -1)).toBe(2);
  });

  it('no more answers are kept than one says; the one not asked for the longest goes', async () => {
    const findByNumbers = vi.fn(async () => ({}));
    const plugin = contacts({ source: { findByNumbers }, cache: { maxEntries: 2 } });
    const { ask: match } = connect([plugin]);
    for (const number of ['101', '102', '101', '103', '101']) {
      await match('matchContacts', ask(number));
    }
    expect(findByNumbers).toHaveBeenCalledTimes(3);
    await match('matchContacts', ask('102'));
    expect(findByNumbers).toHaveBeenCalledTimes(4);
  });

  it('imported contacts are found at once, whatever was remembered or was under way', async () => {
    const source = memoryContactSource([]);
    const { host, ask: match } = connect([contacts({ source })]);
    await settle();
    expect(await match('matchContacts', ask('101'))).toEqual({ result: {} });
    const underWay = match('matchContacts', ask('102'));
    await source.import([person('Ada', '101', '102')]);
    await underWay;
    expect(await match('matchContacts', ask('101', '102'))).toMatchObject({
      result: { '101': [{ name: 'Ada' }], '102': [{ name: 'Ada' }] },
    });
    await host.close();
  });

  it('the source is not listened to after the host was closed', async () => {
    const leave = vi.fn();
    const source = { ...memoryContactSource([]), subscribe: vi.fn(() => leave) };
    const { host } = connect([contacts({ source })]);
    await settle();
    expect(source.subscribe).toHaveBeenCalledOnce();
    await host.close();
    expect(leave).toHaveBeenCalledOnce();
  });
});

describe('contacts', () => {
  it('sends the widget no more of a contact than it asks for', async () => {
    const contact = {
      id: 7,
      type: 'acme',
      name: 'Ada',
      phoneNumbers: [{ phoneNumber: '101', phoneType: 'direct' }],
      profileImageUrl: 'https://crm.example/7.png',
    };
    const source = memoryContactSource([
      { ...contact, email: 'ada@crm.example', notes: 'VIP' } as typeof contact,
    ]);
    const { ask: match } = connect([contacts({ source })]);
    expect(await match('matchContacts', ask('101'))).toEqual({ result: { '101': [contact] } });
  });

  it('reports all contacts of a number, in the order of the source', async () => {
    const findByNumbers = async () => ({ '101': [person('Zoe'), person('Ada')] });
    const { ask: match } = connect([contacts({ source: { findByNumbers } })]);
    expect(await match('matchContacts', ask('101'))).toMatchObject({
      result: { '101': [{ name: 'Zoe' }, { name: 'Ada' }] },
    });
  });

  it('may be there twice, under different names, and both are asked', async () => {
    const { ask: match } = connect([
      contacts({ source: memoryContactSource([person('Ada', '101')]) }),
      contacts({ source: memoryContactSource([person('Bob', '101')]), name: 'archive' }),
    ]);
    expect(await match('matchContacts', ask('101'))).toMatchObject({
      result: { '101': [{ name: 'Ada' }, { name: 'Bob' }] },
    });
  });
});
