import { assert, check, property, sample, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions } from '../../src/generated/schemas.js';
import { arbitraryOf } from '../../src/data/derive/arbitrary-of.js';
import { arbitrary, isTestingError } from '../../src/index.js';
import { ajvFor } from './ajv.js';
import { allParts, arbitraryOfRow, issuesByCore, liveParts } from './rows.js';

const titled = <Row extends { readonly title: string }>(rows: readonly Row[]) =>
  rows.map((row) => [row.title, row] as const);

const MANY = { numRuns: 2_000, seed: 42 };

/** The smallest value that fast-check finds to fail a test. */
const smallest = <T>(values: Arbitrary<T>, fails: (value: T) => boolean): T | undefined => {
  const { counterexample } = check(
    property(values, (value) => !fails(value)),
    MANY,
  );
  return counterexample?.[0];
};

/** Every string in a value, keys included. */
const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...(Array.isArray(value) ? [] : Object.keys(value)),
    ...Object.values(value).flatMap(stringsIn),
  ];
};

describe('arbitrary', () => {
  it('refuses a name that it does not know', () => {
    const ask = arbitrary as (name: string, part?: string) => unknown;
    expect(() => ask('matchContact')).toThrow('did you mean "matchContacts"?');
    try {
      ask('pushAdapterState');
    } catch (error) {
      expect(isTestingError(error) && error.message).toMatch(/which is internal or never sent$/);
    }
  });

  it.each(titled(liveParts))('gives of the %s only what core takes', (_, row) => {
    assert(
      property(arbitraryOfRow(row), (value) => {
        expect(issuesByCore(row, value)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(titled(allParts))('derives of the %s only what Ajv takes', (_, { schema }) => {
    const isValid = ajvFor(schema);
    assert(
      property(arbitraryOf(schema, definitions), (value) => isValid(value)),
      { numRuns: 300 },
    );
  });

  it.each(titled(liveParts))('gives of the %s only what postMessage copies as it is', (_, row) => {
    assert(
      property(arbitraryOfRow(row), (value) => {
        expect(structuredClone(value)).toEqual(value);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves out at times what need not be sent', () => {
    expect(sample(arbitrary('checkPopupWindow'), MANY)).toContain(undefined);
    expect(sample(arbitrary('logCall', 'result'), MANY)).toContain(undefined);
    expect(sample(arbitrary('matchContacts', 'result'), MANY)).not.toContain(undefined);
  });

  it('changes no prototype', () => {
    const before = Reflect.ownKeys(Object.prototype);
    const drawn = sample(arbitrary('matchContacts', 'result'), MANY);
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
    for (const value of drawn) expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('what a contact centre meets', () => {
  const queries = sample(arbitrary('matchContacts'), MANY);
  const found = sample(arbitrary('matchContacts', 'result'), MANY);
  const logs = sample(arbitrary('logCall'), { ...MANY, numRuns: 5_000 });
  const rings = sample(arbitrary('ringCall'), MANY);
  const leads = sample(arbitrary('viewLead'), MANY);
  const numbers = queries.flat().map(({ phoneNumber }) => phoneNumber);
  const names = found.flatMap((result) =>
    Object.values(result)
      .flat()
      .map(({ name }) => name),
  );
  const notes = logs.flatMap(({ task }) => task?.notes ?? []);

  const share = <T>(values: readonly T[], is: (value: T) => boolean): number =>
    values.filter(is).length / values.length;

  it.each(['anonymous', 'restricted', 'private', 'unavailable', ''])('the caller %j', (caller) => {
    expect(rings.map(({ call }) => call.from.phoneNumber)).toContain(caller);
  });

  it.each([
    ['national', /^\d{10}$/],
    ['formatted', /^\(\d{3}\) /],
    ['E.164', /^\+1\d{10}$/],
    ['from abroad', /^\+(?!1)\d{7,}$/],
    ['dialled abroad', /^00\d/],
    ['an extension', /^\d{3,4}$/],
    ['a number with an extension', /\d{10}( ?x|\*)\d+$/],
    ['letters in lower case', /^[\d-]*[a-z]{4}/],
    ['a service', /^911$/],
  ])('a number that is %s', (_, form) => {
    expect(numbers.filter((number) => form.test(number))).not.toHaveLength(0);
  });

  it('names with emoji, from right to left, foreign, empty, and with marks', () => {
    for (const form of [
      /\p{Extended_Pictographic}/u,
      /\p{Script=Arabic}/u,
      /\p{Script=Hebrew}/u,
      /\p{Script=Han}/u,
      /^$/,
      /[<>&"]/,
      /'/,
    ]) {
      expect(
        names.some((name) => form.test(name)),
        String(form),
      ).toBe(true);
    }
  });

  it('notes of just the 32,000 characters that the form takes, plain, of emoji, from right to left', () => {
    const longest = notes.filter(({ length }) => length === 32_000).map((note) => note.slice(0, 2));
    expect(new Set(longest)).toEqual(new Set(['nn', '👍', 'שש']));
    expect(Math.max(...notes.map(({ length }) => length))).toBe(32_000);
  });

  it('empty notes, and notes of several lines', () => {
    expect(notes).toContain('');
    expect(notes.some((note) => note.includes('\n'))).toBe(true);
  });

  it('times that are NaN', () => {
    expect(logs.filter(({ call }) => Number.isNaN(call.startTime))).not.toHaveLength(0);
  });

  it('no -0, which most stores do not keep', () => {
    const near = arbitraryOf({ type: 'number', minimum: -0.2, maximum: 0.2 }, {});
    const drawn = sample(near, { ...MANY, numRuns: 5_000 });
    expect(drawn.some((number) => Object.is(number, 0))).toBe(true);
    expect(drawn.some((number) => Object.is(number, -0))).toBe(false);
  });

  it('members that are there and undefined', () => {
    const hasUndefined = logs.filter(
      ({ task }) => task && 'notes' in task && task.notes === undefined,
    );
    expect(hasUndefined).not.toHaveLength(0);
    expect(logs.filter((log) => 'task' in log && log.task === undefined)).not.toHaveLength(0);
    expect(logs.filter((log) => !('task' in log))).not.toHaveLength(0);
  });

  it('two calls of one session id, and two logs of one key', () => {
    const ofLeg = logs.filter(({ call }) => call.sessionId === '2');
    expect(new Set(ofLeg.map(({ call }) => call.id)).size).toBeGreaterThan(1);
    const keys = logs.map(({ sessionId }) => sessionId);
    expect(keys).toContain('201910162213030139010000000016$1');
    expect(new Set(keys).size).toBeLessThan(keys.length / 2);
    expect(new Set(keys).size).toBeGreaterThan(5);
  });

  it('one number twice in a query, and one key twice', () => {
    const twice = (values: readonly string[]): boolean => new Set(values).size < values.length;
    expect(queries.some((query) => twice(query.map(({ phoneNumber }) => phoneNumber)))).toBe(true);
    expect(sample(arbitrary('matchCallLogs'), MANY).some((keys) => twice(keys))).toBe(true);
  });

  it('values that an open list does not have yet', () => {
    expect(rings.map(({ call }) => call.direction)).toContain('SOMETHING_NEW');
  });

  it('members that no schema knows, in objects of any depth', () => {
    expect(logs.some((log) => 'futureMember' in log)).toBe(true);
    expect(logs.some(({ call }) => 'uii' in call.from)).toBe(true);
  });

  it('keys of a record that trip over what all objects have, as JSON.parse makes them', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'a/b~c']) {
      expect(
        found.some((result) => Object.hasOwn(result, key)),
        key,
      ).toBe(true);
      const parsed: unknown = JSON.parse(`{ "${key}": 1 }`);
      expect(Object.hasOwn(parsed as object, key)).toBe(true);
    }
  });

  it('lists of numbers in one text, and in an array', () => {
    expect(leads.some(({ destination }) => Array.isArray(destination))).toBe(true);
    expect(
      leads.some(({ destination }) => typeof destination === 'string' && destination.includes('|')),
    ).toBe(true);
  });

  it('all of that less often than what is ordinary', () => {
    expect(share(numbers, (number) => /^(\+1)?\d{10}$/.test(number))).toBeGreaterThan(0.6);
    expect(share(names, (name) => /^[A-Z][a-z]+ [A-Z][a-z]+( \d+)?$/.test(name))).toBeGreaterThan(
      0.6,
    );
    expect(
      share(rings, ({ call }) => ['INBOUND', 'OUTBOUND', 'INTERNAL'].includes(call.direction)),
    ).toBeGreaterThan(0.8);
    expect(share(notes, ({ length }) => length > 1_000)).toBeLessThan(0.03);
    expect(share(logs, (log) => stringsIn(log).includes('futureMember'))).toBeLessThan(0.3);
  });
});

describe('a counterexample', () => {
  const ORDINARY = {
    call: {
      id: '201910162213030139010000000016',
      direction: 'INBOUND',
      from: { phoneNumber: '6505550142' },
      to: { phoneNumber: '6505550142' },
    },
    sessionId: '201910162213030139010000000016$2',
  };

  it('shrinks to what must be there, with ordinary values', () => {
    expect(smallest(arbitrary('logCall'), () => true)).toEqual(ORDINARY);
  });

  it('shrinks to the one member that is to blame', () => {
    const blamed = smallest(arbitrary('logCall'), ({ task }) => task?.summary === '');
    expect(blamed).toEqual({ ...ORDINARY, task: { summary: '' } });
  });

  it('shrinks a long text to as many characters as it takes', () => {
    const blamed = smallest(arbitrary('logCall'), ({ task }) => (task?.notes?.length ?? 0) > 1_234);
    expect(blamed).toEqual({ ...ORDINARY, task: { notes: 'n'.repeat(1_235) } });
  });

  it('shrinks a list to the one entry that is to blame', () => {
    const blamed = smallest(arbitrary('loadLeads'), ({ leads }) =>
      leads.some(({ zip }) => zip === ''),
    );
    expect(blamed).toEqual({ leads: [{ leadId: '1001', zip: '' }] });
  });

  it('shrinks a record to the one key that is to blame', () => {
    const blamed = smallest(arbitrary('matchContacts', 'result'), (found) =>
      Object.hasOwn(found, 'anonymous'),
    );
    expect(blamed).toEqual({ anonymous: [] });
  });

  it('loses the members that no schema knows', () => {
    const blamed = smallest(arbitrary('ringCall'), ({ call }) => call.partyId === '');
    expect(Object.keys(blamed ?? {})).toEqual(['call']);
    expect(Object.keys(blamed?.call ?? {}).sort()).toEqual([
      'direction',
      'from',
      'id',
      'partyId',
      'to',
    ]);
  });
});
