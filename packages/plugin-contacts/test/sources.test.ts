import { fc, test } from '@fast-check/vitest';
import type { Contact } from '@jackfield/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  contacts,
  type ContactSource,
  type ContactsOptions,
  memoryContactSource,
  type SourceContact,
} from '../src/index.js';
import { mergeKnown } from '../src/merge-known.js';
import { connect } from '../../plugin-kit/test/widget.js';
import { ask, handSource, person, settle } from './hand-source.js';

const always = (...people: readonly SourceContact[]): ContactSource => ({
  findByNumbers: async (numbers) => new Map(numbers.map((number) => [number, people])),
});

/** What the widget is reported for the number 101. */
async function matched(options: ContactsOptions): Promise<readonly Contact[]> {
  const { ask: match } = connect([contacts(options)]);
  const { result } = await match('matchContacts', ask('101'));
  return (result as Record<string, readonly Contact[]>)['101'] ?? [];
}

const matchedNames = async (options: ContactsOptions): Promise<readonly string[]> =>
  (await matched(options)).map(({ name }) => name);

let reported: unknown[];

beforeEach(() => {
  reported = [];
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('one number of many people', () => {
  it('shows who was touched last first, in milliseconds, as text, or by updatedAt', async () => {
    const source = always(
      { name: 'Never' },
      { name: 'Second', touchedAt: Date.UTC(2026, 0, 2) },
      { name: 'Third', updatedAt: '2026-01-01T00:00:00Z' },
      { name: 'First', touchedAt: '2026-01-03T00:00:00+01:00', updatedAt: 0 },
      { name: 'Never either' },
    );
    expect(await matchedNames({ source })).toEqual([
      'First',
      'Second',
      'Third',
      'Never',
      'Never either',
    ]);
  });

  it('keeps the order of the source where that says nothing', async () => {
    const odd = [
      { name: 'A', touchedAt: 'last week' },
      { name: 'B', touchedAt: Number.NaN },
      { name: 'C', updatedAt: '' },
      { name: 'D', touchedAt: {} as never },
      { name: 'E', touchedAt: null as never },
    ];
    expect(await matchedNames({ source: always(...odd) })).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('does not send the widget when that was', async () => {
    const source = always({ name: 'Ada', touchedAt: 1, updatedAt: 2 });
    expect(await matched({ source })).toEqual([{ name: 'Ada' }]);
  });

  it('is reported all of them, whichever of their numbers rings', async () => {
    const source = memoryContactSource([
      { id: 1, ...person('Ada', '101', '102') },
      { id: 2, ...person('Bob', '101', '103') },
    ]);
    const { ask: match } = connect([contacts({ source })]);
    expect(await match('matchContacts', ask('101', '102', '103'))).toMatchObject({
      result: {
        '101': [{ name: 'Ada' }, { name: 'Bob' }],
        '102': [{ name: 'Ada' }],
        '103': [{ name: 'Bob' }],
      },
    });
  });
});

describe('several sources', () => {
  it('are asked at the same time, each for all numbers', async () => {
    const [one, two] = [handSource(), handSource()];
    const { ask: match } = connect([contacts({ sources: [one.source, two.source] })]);
    const answer = match('matchContacts', ask('101', '102'));
    await expect.poll(() => [one.calls.length, two.calls.length]).toEqual([1, 1]);
    expect(two.calls[0]?.numbers).toEqual(['101', '102']);
    two.calls[0]?.answer({ '102': [{ name: 'Two' }] });
    one.calls[0]?.answer({ '101': [{ name: 'One' }] });
    expect(await answer).toMatchObject({
      result: { '101': [{ name: 'One' }], '102': [{ name: 'Two' }] },
    });
  });

  it('are each asked only what they have not answered lately', async () => {
    let time = 0;
    const crm = { ...always(), findByNumbers: vi.fn(async () => ({})) };
    const local = { findByNumbers: vi.fn(async () => ({ '101': [{ name: 'Ada' }] })) };
    const plugin = contacts({ sources: [crm, local], now: () => time });
    const { ask: match } = connect([plugin]);
    for (const ms of [0, 1, 30_000, 1]) {
      time += ms;
      expect(await match('matchContacts', ask('101'))).toEqual({
        result: { '101': [{ name: 'Ada' }] },
      });
    }
    expect(crm.findByNumbers).toHaveBeenCalledTimes(2);
    expect(local.findByNumbers).toHaveBeenCalledTimes(1);
  });

  it('make one contact of equal type and id, as the first of them has it', async () => {
    const crm = always(
      { type: 'acme', id: 1, name: 'Ada King' },
      { type: 'acme', id: '1', name: 'Text' },
    );
    const old = always({ type: 'acme', id: 1, name: 'Ada' }, { id: 1, name: 'Other type' });
    expect(await matchedNames({ sources: [crm, old] })).toEqual(['Ada King', 'Text', 'Other type']);
  });

  it('make one contact of a name that one of them has without an id; the id is kept', async () => {
    const local = always({ name: ' ada lovelace' });
    const crm = always({ id: 7, type: 'acme', name: 'Ada Lovelace' }, { id: 8, name: 'Bob' });
    for (const sources of [
      [local, crm],
      [crm, local],
    ]) {
      expect(await matched({ sources })).toEqual([
        { id: 7, type: 'acme', name: 'Ada Lovelace' },
        { id: 8, name: 'Bob' },
      ]);
    }
  });

  it('leave two of one name apart where both have an id, or one source has both', async () => {
    const family = always({ name: 'John Smith' }, { name: 'John Smith' });
    expect(await matched({ source: family })).toHaveLength(2);
    const [one, two] = [
      always({ id: 1, name: 'John Smith' }),
      always({ id: 2, name: 'John Smith' }),
    ];
    expect(await matched({ sources: [one, two] })).toHaveLength(2);
  });

  it('are put in order together, by the later time of what is one', async () => {
    const crm = always({ id: 1, name: 'One' }, { id: 2, name: 'Two', touchedAt: 20 });
    const local = always(
      { id: 3, name: 'Three', touchedAt: 10 },
      { id: 1, name: 'x', touchedAt: 30 },
    );
    expect(await matchedNames({ sources: [crm, local] })).toEqual(['One', 'Two', 'Three']);
  });

  it('are returned in their own order where that decides', async () => {
    const [one, two] = [
      always({ id: 2, name: 'B' }, { id: 1, name: 'A' }),
      always({ id: 0, name: 'C' }),
    ];
    expect(await matchedNames({ sources: [one, two] })).toEqual(['B', 'A', 'C']);
    expect(await matchedNames({ sources: [two, one] })).toEqual(['C', 'B', 'A']);
  });

  it('do without one that fails, which is reported once', async () => {
    const broken: ContactSource = {
      findByNumbers: () => Promise.reject(new Error('The archive is away.')),
    };
    const { host, ask: match } = connect([
      contacts({ sources: [broken, always({ name: 'Ada' })] }),
    ]);
    const failed = vi.fn();
    host.on('failed', failed);
    const answers = [1, 2, 3].map(() => match('matchContacts', ask('101')));
    for (const answer of answers)
      expect(await answer).toEqual({ result: { '101': [{ name: 'Ada' }] } });
    expect(reported).toMatchObject([{ message: 'The archive is away.' }]);
    expect(failed).not.toHaveBeenCalled();
  });

  it('do without one that is slow, by the deadline, and have its late answer next time', async () => {
    vi.useFakeTimers();
    const slow = handSource();
    const plugin = contacts({ sources: [slow.source, always({ id: 1, name: 'Ada' })] });
    const { ask: match } = connect([plugin]);
    const answer = match('matchContacts', ask('101'));
    await vi.advanceTimersByTimeAsync(4_750);
    expect(await answer).toEqual({ result: { '101': [{ id: 1, name: 'Ada' }] } });
    expect(reported).toMatchObject([{ code: 'SOURCE_SLOW' }]);
    slow.calls[0]?.answer({ '101': [{ id: 2, name: 'Bob', touchedAt: 1 }] });
    await vi.advanceTimersByTimeAsync(0);
    expect(await match('matchContacts', ask('101'))).toMatchObject({
      result: { '101': [{ name: 'Bob' }, { name: 'Ada' }] },
    });
  });

  it('fail the request only if none of them says anything', async () => {
    const broken = (message: string): ContactSource => ({
      findByNumbers: () => Promise.reject(new Error(message)),
    });
    const { host, ask: match } = connect([contacts({ sources: [broken('one'), broken('two')] })]);
    host.on('failed', () => undefined);
    expect(await match('matchContacts', ask('101'))).toEqual({
      error: expect.stringContaining('one'),
    });
    expect(reported).toEqual([]);
    const other = connect([contacts({ sources: [broken('one'), always()] })]);
    expect(await other.ask('matchContacts', ask('101'))).toEqual({ result: {} });
    expect(reported).toHaveLength(1);
  });

  it('are closed and left once each', async () => {
    const [close, leave] = [vi.fn(), vi.fn()];
    const source = { ...always(), subscribe: () => leave, close };
    const { host } = connect([contacts({ sources: [source, always(), source] })]);
    await settle();
    await host.close();
    expect(close).toHaveBeenCalledOnce();
    expect(leave).toHaveBeenCalledTimes(2);
  });

  it('forget what the one answered that has changed', async () => {
    const local = memoryContactSource();
    const crm = { findByNumbers: vi.fn(async () => ({})) };
    const { ask: match } = connect([contacts({ sources: [crm, local] })]);
    await vi.waitFor(async () => {
      expect(await match('matchContacts', ask('101'))).toEqual({ result: {} });
    }, 20_000);
    await local.import([person('Ada', '101')]);
    expect(await match('matchContacts', ask('101'))).toMatchObject({
      result: { '101': [{ name: 'Ada' }] },
    });
    expect(crm.findByNumbers).toHaveBeenCalledOnce();
  });
});

describe('what is merged', () => {
  it('may be wrong in every way, which costs nobody else anything', () => {
    const wrong = [
      null,
      7,
      { id: 1n },
      { id: {}, name: '' },
      { id: Symbol('x'), type: 5, name: 3 },
    ];
    const known = wrong.map((contact) => ({ contact: contact as unknown as Contact }));
    expect(mergeKnown([known, known, [{ contact: { name: 'Ada' } }]])).toHaveLength(11);
  });

  it('may be thousands of people of one number', () => {
    const people = Array.from({ length: 20_000 }, (_, id) => ({
      contact: { id, name: `N ${id}` },
    }));
    expect(mergeKnown([people, people, [{ contact: { name: 'n 7' } }]])).toEqual(
      people.map(({ contact }) => ({ contact, touched: undefined })),
    );
  });

  const known = fc.record(
    {
      contact: fc.record(
        {
          id: fc.constantFrom(1, 2, '1'),
          type: fc.constantFrom('a', 'b'),
          name: fc.constantFrom('Ada', 'ada ', 'Bob', 'Cy'),
        },
        { requiredKeys: ['name'] },
      ),
      touched: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    },
    { requiredKeys: ['contact'] },
  );
  const answers = fc.array(fc.array(known, { maxLength: 6 }), { maxLength: 4 });

  test.prop([answers])(
    'has no id twice, is in order, and is merged when it is merged again',
    (all) => {
      const merged = mergeKnown(all);
      const ids = merged.flatMap(({ contact: { id, type } }) =>
        id === undefined ? [] : [JSON.stringify([type, id])],
      );
      expect(new Set(ids).size).toBe(ids.length);
      const times = merged.map(({ touched }) => touched ?? -1);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect(mergeKnown([merged])).toEqual(merged);
    },
  );

  test.prop([answers])('has every id that any source has, and nobody whom none has', (all) => {
    const merged = mergeKnown(all);
    const idsOf = (list: typeof merged) =>
      new Set(
        list.flatMap(({ contact: { id, type } }) =>
          id === undefined ? [] : [JSON.stringify([type, id])],
        ),
      );
    expect(idsOf(merged)).toEqual(idsOf(all.flat()));
    for (const { contact } of merged) expect(all.flat().map((it) => it.contact)).toContain(contact);
  });
});
