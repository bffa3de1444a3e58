import { describe, expect, it } from 'vitest';
import { definitions } from '../../src/generated/schemas.js';
import { examples, invalid, isTestingError } from '../../src/index.js';
import { ajvFor } from './ajv.js';
import { issuesByCore, invalidOfRow, liveParts } from './rows.js';
import { weakenedOf } from './weaken.js';

const titled = <Row extends { readonly title: string }>(rows: readonly Row[]) =>
  rows.map((row) => [row.title, row] as const);

describe('invalid', () => {
  it('refuses a name that it does not know', () => {
    const ask = invalid as (name: string) => unknown;
    expect(() => ask('clickToDail')).toThrow('did you mean "clickToDial"?');
    try {
      ask('clickToDail');
    } catch (error) {
      expect(isTestingError(error) && error.code).toBe('UNKNOWN_MESSAGE');
    }
  });

  it.each(titled(liveParts))(
    'has of the %s only what core reports there, for that, and for nothing else',
    (_, row) => {
      for (const { body, pointer, keyword, expected, within } of invalidOfRow(row)) {
        const issues = issuesByCore(row, body);
        const meant = { pointer, keyword, expected };
        expect(issues).toContainEqual(meant);
        if (within === undefined) {
          expect(issues).toEqual([meant]);
          continue;
        }
        // Alternatives are reported one by one, and so they must be: all of them refuse it.
        expect(issues.filter((issue) => !`${issue.pointer}/`.startsWith(`${within}/`))).toEqual([]);
        expect(
          issues.filter((issue) => issue.pointer === within && issue.keyword === 'anyOf'),
        ).toHaveLength(1);
      }
    },
  );

  it.each(titled(liveParts))('has of the %s one for everything that its schema asks', (_, row) => {
    const list = invalidOfRow(row);
    for (const { schema, what } of weakenedOf(row.schema, definitions)) {
      const weaker = ajvFor(schema);
      const found = list.filter(({ body }) => weaker(body));
      expect(found, what).not.toHaveLength(0);
    }
  });

  it('is said of every message: what is asked is counted by hand for one', () => {
    const said = invalid('register').map(({ pointer, keyword }) => `${pointer} ${keyword}`);
    expect(said).toEqual([
      ' type',
      ' required',
      '/service type',
      '/service required',
      '/service/name type',
      '/service/name minLength',
      '/service/callLoggerEnabled type',
      '/service/contactMatcherEnabled type',
      '/service/callLogMatcherEnabled type',
      '/service/leadViewerEnabled type',
    ]);
  });

  it('has nothing against a value that an open list does not have yet', () => {
    const list = invalid('ringCall').filter(({ pointer }) => pointer === '/call/direction');
    expect(list.map(({ keyword, expected }) => [keyword, expected])).toEqual([['type', 'string']]);
  });

  it('has none for an answer that may be anything', () => {
    expect(invalid('logCall', 'result')).toEqual([]);
  });

  it('gives copies, so that no test spoils another', () => {
    for (const { body } of invalid('newCall')) {
      const { call } = body as { call?: { from?: object } };
      if (typeof call?.from === 'object') Object.assign(call.from, { name: 'spoilt' });
    }
    expect(JSON.stringify([invalid('newCall'), examples('newCall')])).not.toContain('spoilt');
  });
});
