import type { Contact, PluginContext } from '@jackfield/core';
import { createTestClock } from '@jackfield/testing';
import { describe, expect, test, vi } from 'vitest';
import { resolveContacts } from '../../src/call-details/index.js';
import { call } from './calls.js';

const naomi: Contact = { id: 1, type: 'acme', name: 'Naomi Fischer' };
const mateo: Contact = { id: 2, type: 'acme', name: 'Mateo Silva' };

const NUMBER = '6505550142';
const { signal } = new AbortController();

/** What the host's own plugins answer. */
const asked = (answer: unknown) =>
  vi.fn(async (_name: string, _data: unknown) => answer) as unknown as PluginContext['ask'];

const find = (contacts: unknown) => asked({ [NUMBER]: contacts });

const never = (): Promise<never> => new Promise(() => undefined);

/** What a promise has resolved to by the end of this task, or `'pending'`. */
const settled = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 0, 'pending'))]);

describe('nobody is named', () => {
  test('where nobody is asked', async () => {
    const ask = find([naomi]);
    expect(await resolveContacts(false, ask, call(), signal)).toEqual({ candidates: [] });
    expect(ask).not.toHaveBeenCalled();
    expect(await resolveContacts(undefined, undefined, call(), signal)).toEqual({ candidates: [] });
  });

  test.each([
    ['nobody handles it', undefined],
    ['the number is not in the answer', {}],
    ['nobody has the number', { [NUMBER]: [] }],
    ['the answer is not a list', { [NUMBER]: naomi }],
    ['the answer is nonsense', 'nobody'],
    ['an entry is not a contact', { [NUMBER]: [null, 'Naomi', { id: 1 }, { name: 7 }] }],
  ])('where %s', async (_what, answer) => {
    const found = await resolveContacts(undefined, asked(answer), call(), signal);
    expect(found).toEqual({ candidates: [] });
  });

  test.each([
    ['rejects', async () => Promise.reject(new Error('Not now'))],
    [
      'throws',
      () => {
        throw new Error('Not now');
      },
    ],
  ])('where the question %s', async (_what, ask) => {
    const found = await resolveContacts(undefined, ask as PluginContext['ask'], call(), signal);
    expect(found).toEqual({ candidates: [] });
  });

  test('for a number that only objects have of themselves', async () => {
    const from = { phoneNumber: 'constructor' };
    const found = await resolveContacts(undefined, asked({}), call({ from }), signal);
    expect(found).toEqual({ candidates: [] });
  });

  test.each([{ from: { phoneNumber: '' } }, { direction: 'INTERNAL' }, { direction: 'SIDEWAYS' }])(
    'and nobody is asked, in a call without a customer’s number: %j',
    async (overrides) => {
      const ask = find([naomi]);
      await resolveContacts(undefined, ask, call(overrides), signal);
      expect(ask).not.toHaveBeenCalled();
    },
  );

  test('by the name that the call brings', async () => {
    const from = { phoneNumber: NUMBER, name: 'Naomi Fischer' };
    const found = await resolveContacts(undefined, find([]), call({ from }), signal);
    expect(found).toEqual({ candidates: [] });
  });
});

describe('the customer’s number is asked for, in the widget’s own words', () => {
  test.each([
    ['INBOUND', '6505550142', 'inbound'],
    ['OUTBOUND', '6505550100', 'outbound'],
  ])('%s: %s', async (direction, phoneNumber, callType) => {
    const ask = asked({ [phoneNumber]: [naomi] });
    const found = await resolveContacts(undefined, ask, call({ direction }), signal);
    expect(ask).toHaveBeenCalledExactlyOnceWith('matchContacts', [{ phoneNumber, callType }]);
    expect(found).toEqual({ contact: naomi, candidates: [naomi] });
  });
});

describe('by default', () => {
  test('the only match is the contact', async () => {
    const found = await resolveContacts(undefined, find([naomi]), call(), signal);
    expect(found).toEqual({ contact: naomi, candidates: [naomi] });
  });

  test('several matches are candidates, and none is the contact', async () => {
    const found = await resolveContacts(undefined, find([naomi, mateo]), call(), signal);
    expect(found).toEqual({ candidates: [naomi, mateo] });
  });

  test('one contact that is found twice is one match', async () => {
    const found = await resolveContacts(undefined, find([naomi, { ...naomi }]), call(), signal);
    expect(found).toEqual({ contact: naomi, candidates: [naomi] });
  });

  test('contacts of equal id and other type, or without an id, are several', async () => {
    const contacts = [naomi, { ...naomi, type: 'other' }, { name: 'A' }, { name: 'A' }];
    const found = await resolveContacts(undefined, find(contacts), call(), signal);
    expect(found).toEqual({ candidates: contacts });
  });
});

describe('the function', () => {
  test('chooses among the candidates', async () => {
    const choose = vi.fn(async (candidates: readonly Contact[]) => candidates[1]);
    const found = await resolveContacts(choose, find([naomi, mateo]), call(), signal);
    expect(choose).toHaveBeenCalledExactlyOnceWith([naomi, mateo], call());
    expect(found).toEqual({ contact: mateo, candidates: [naomi, mateo] });
  });

  test('may choose nobody, even of one', async () => {
    const found = await resolveContacts(() => undefined, find([naomi]), call(), signal);
    expect(found).toEqual({ candidates: [naomi] });
  });

  test('may know whom nobody found, also when nobody could be asked', async () => {
    const known = { contact: mateo, candidates: [] };
    expect(await resolveContacts(() => mateo, find([]), call(), signal)).toEqual(known);
    const rejecting = (async () => Promise.reject(new Error('Not now'))) as PluginContext['ask'];
    const throwing: PluginContext['ask'] = () => {
      throw new Error('Not now');
    };
    for (const ask of [undefined, rejecting, throwing]) {
      expect(await resolveContacts(() => mateo, ask, call(), signal)).toEqual(known);
    }
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('No');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('No'))],
    ['returns a value that is not a contact', () => 'Naomi' as unknown as Contact],
    ['gives null', () => null as unknown as Contact],
    ['gives what no database takes', () => ({ ...naomi, call: () => undefined })],
  ])('that %s chooses nobody', async (_what, choose) => {
    const found = await resolveContacts(choose, find([naomi, mateo]), call(), signal);
    expect(found).toEqual({ candidates: [naomi, mateo] });
  });

  test('that changes what it was given later changes no log', async () => {
    const chosen = { ...naomi };
    const found = await resolveContacts(() => chosen, find([]), call(), signal);
    chosen.name = 'Somebody';
    expect(found.contact).toEqual(naomi);
  });
});

describe('the agent waits for it, so', () => {
  test('it takes no longer than a second when nobody answers', async () => {
    const clock = createTestClock();
    let isDone = false;
    const found = resolveContacts(undefined, never, call(), signal, { timers: clock });
    void found.finally(() => (isDone = true));
    await clock.advance(999);
    expect(isDone).toBe(false);
    await clock.advance(1);
    expect(isDone).toBe(true);
    expect(await found).toEqual({ candidates: [] });
  });

  test('a function that takes too long costs the choice, not the candidates', async () => {
    const clock = createTestClock();
    const found = resolveContacts(never, find([naomi]), call(), signal, {
      timers: clock,
      timeoutMs: 50,
    });
    await clock.advance(50);
    expect(await settled(found)).toEqual({ candidates: [naomi] });
  });

  test('what comes too late changes nothing', async () => {
    const clock = createTestClock();
    let answer: (contacts: unknown) => void = () => undefined;
    const later = new Promise((resolve) => (answer = resolve));
    const ask = (() => later) as PluginContext['ask'];
    const choose = vi.fn(() => naomi);
    const found = resolveContacts(choose, ask, call(), signal, { timers: clock });
    await clock.advance(1_000);
    answer({ [NUMBER]: [naomi] });
    expect(await found).toEqual({ candidates: [] });
  });

  test('it ends at once with the request that it is for', async () => {
    const clock = createTestClock();
    const abort = new AbortController();
    const found = resolveContacts(undefined, never, call(), abort.signal, { timers: clock });
    abort.abort();
    expect(await settled(found)).toEqual({ candidates: [] });
    const ended = resolveContacts(undefined, find([naomi]), call(), abort.signal, {
      timers: clock,
    });
    expect(await ended).toEqual({ candidates: [] });
    expect(clock.pending).toBe(0);
  });

  test('it leaves no timer behind', async () => {
    const clock = createTestClock();
    await resolveContacts(undefined, find([naomi]), call(), signal, { timers: clock });
    expect(clock.pending).toBe(0);
  });
});
