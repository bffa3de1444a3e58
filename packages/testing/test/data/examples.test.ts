import { describe, expect, it } from 'vitest';
import { examples, isTestingError } from '../../src/index.js';
import { issuesByCore, liveParts, type Row } from './rows.js';

const ask = examples as (name: string, part?: string) => readonly unknown[];

const thrownBy = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('examples', () => {
  it.each([
    [
      'logCal',
      'examples: expected the name of a message, received "logCal"; did you mean "logCall"?',
    ],
    [
      'ringcall',
      'examples: expected the name of a message, received "ringcall"; did you mean "ringCall"?',
    ],
    ['teleportation', 'examples: expected the name of a message, received "teleportation"'],
    ['', 'examples: expected the name of a message, received ""'],
    ['toString', 'examples: expected the name of a message, received "toString"'],
    [
      'syncSize',
      'examples: expected the name of a message, received "syncSize", which is internal or never sent',
    ],
  ])('refuses the name %j, and says which is near', (name, message) => {
    const error = thrownBy(() => ask(name));
    expect(isTestingError(error)).toBe(true);
    expect(error).toMatchObject({ name: 'TestingError', code: 'UNKNOWN_MESSAGE', message });
  });

  it.each([
    [
      'ringCall',
      'result',
      'examples: expected "body" as the part of the push "ringCall", received "result"',
    ],
    [
      'logCall',
      'body',
      'examples: expected "data" or "result" as the part of the request "logCall", received "body"',
    ],
  ])('refuses of %s the part %s', (name, part, message) => {
    expect(thrownBy(() => ask(name, part))).toMatchObject({ code: 'UNKNOWN_PART', message });
  });

  it.each(liveParts.map((row) => [row.title, row] as const))(
    'has valid ones of the %s',
    (_, row: Row) => {
      const shown = ask(row.message.name, row.part);
      expect(shown).not.toHaveLength(0);
      for (const example of shown) expect(issuesByCore(row, example)).toEqual([]);
    },
  );

  it('gives of a request the data, if no part is named', () => {
    expect(examples('matchContacts')).toEqual(examples('matchContacts', 'data'));
    expect(examples('matchContacts')[1]?.map(({ phoneNumber }) => phoneNumber)).toEqual([
      '+16503945910',
      'anonymous',
    ]);
    expect(examples('matchContacts', 'result')[2]).toEqual({});
  });

  it('gives copies, so that no test spoils another', () => {
    const [first] = examples('endCall') as readonly { call?: { id: string } }[];
    if (first?.call) first.call.id = 'spoilt';
    expect(examples('endCall')[0]?.call?.id).toBe('201910162213030139010000000016');
  });
});
