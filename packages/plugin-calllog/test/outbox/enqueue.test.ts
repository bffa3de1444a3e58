import { describe, expect, it } from 'vitest';
import { draft, openWorld, signal } from './world.js';

const START = 1_760_000_000_000;
const derived = (key = '2019$2') => draft({ key, origin: 'derived', task: undefined });

describe('a derived log', () => {
  it('never takes the place of the agent’s, under its key or another of its call', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await outbox.log(derived(), signal);
    await outbox.log(derived('2019'), signal);
    await world.advance(10);
    expect(world.tries.map(({ key, record }) => [key, record.origin])).toEqual([
      ['2019$2', 'agent'],
    ]);
  });

  it('never takes it even long after the agent’s was delivered and stripped', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft(), signal);
    await world.advance(3_700_000);
    await outbox.log(derived('2019'), signal);
    await world.advance(10);
    expect(world.tries).toHaveLength(1);
  });

  it('is updated under its own key by what the agent logs of the call later, whatever the key', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(derived('2019'), signal);
    await world.advance(3_700_000);
    await outbox.log(draft(), signal);
    await outbox.log(draft({ task: { notes: 'second' } }), signal);
    await world.advance(10);
    const rows = world.tries.map(({ key, notes, record }) => [
      key,
      record.key,
      notes,
      record.origin,
    ]);
    expect(rows[0]).toEqual(['2019', '2019', undefined, 'derived']);
    expect(rows.at(-1)).toEqual(['2019', '2019', 'second', 'agent']);
    expect([...(await outbox.find(['2019', '2019$2', '2019$3'])).keys()]).toEqual([
      '2019',
      '2019$2',
    ]);
    await outbox.log(derived('2019'), signal);
    await world.advance(10);
    expect(world.tries.at(-1)?.notes).toBe('second');
  });

  it('is made again with more in it', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(derived(), signal);
    await world.advance(10);
    await outbox.log({ ...derived(), receivedAt: 5 }, signal);
    await world.advance(10);
    expect(world.tries.map(({ record }) => record.receivedAt)).toEqual([0, 5]);
  });

  it('makes one log of the next leg’s, which is the agent’s, and not of the one after that', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(derived('2019$2'), signal);
    await outbox.log(draft({ key: '2019$3' }), signal);
    await outbox.log(draft({ key: '2019$4' }), signal);
    await world.advance(10);
    expect((await outbox.status()).items.map(({ key }) => key).sort()).toEqual([
      '2019$2',
      '2019$4',
    ]);
  });
});

describe('a log without a task', () => {
  const task = { dispositionId: '1001', notes: 'Call back' };
  const disposition = { id: '1001', label: 'Sale' };

  it('keeps what the agent wrote in the log before it, delivered or not', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft({ task, disposition }), signal);
    await outbox.log(draft({ task: undefined }), signal);
    await world.advance(10);
    expect(world.tries.at(-1)?.record).toMatchObject({ task, disposition });
    await outbox.log(draft({ task: undefined }), signal);
    await world.advance(10);
    expect(world.tries.at(-1)?.record).toMatchObject({ task, disposition });
  });

  it('does not keep the disposition of a log whose task has none', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft({ task, disposition }), signal);
    await outbox.log(draft({ task: { dispositionId: null, notes: '' } }), signal);
    await world.advance(10);
    const { record } = world.tries.at(-1)!;
    expect(record.task).toEqual({ dispositionId: null, notes: '' });
    expect(record).not.toHaveProperty('disposition');
  });

  it.each([
    [{ summary: 'They talked.' }, { ...task, summary: 'They talked.' }, disposition],
    [{ notes: undefined, dispositionId: undefined }, task, disposition],
    [{ notes: '' }, { ...task, notes: '' }, disposition],
    [{ dispositionId: null }, { ...task, dispositionId: null }, undefined],
  ])('keeps what it does not say of what the agent wrote: %j', async (said, whole, label) => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft({ task, disposition }), signal);
    await outbox.log(draft({ task: said }), signal);
    await world.advance(10);
    expect(world.tries.at(-1)?.record.task).toEqual(whole);
    expect(world.tries.at(-1)?.record.disposition).toEqual(label);
  });
});

describe('the contact that the agent chose', () => {
  const bob = { id: 'c1', name: '', type: 'Account' };
  const found = { candidates: [{ id: 'c2', name: 'Ada' }], contact: { id: 'c2', name: 'Ada' } };

  it('is that of the log before anything is found out', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft({ chosen: bob }), signal);
    await world.advance(10);
    expect(world.tries.at(-1)?.record.contact).toEqual(bob);
    expect((await outbox.find(['2019$2'])).get('2019$2')).toMatchObject({ contactId: 'c1' });
  });

  it('stays when a later log has none, whatever is found', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    for (const chosen of [{ chosen: bob }, {}]) {
      await outbox.log(draft(chosen), signal, Promise.resolve(found));
      await world.advance(10);
      expect(world.tries.at(-1)?.record).toMatchObject({
        contact: bob,
        candidates: found.candidates,
      });
      expect(world.tries.at(-1)?.record).not.toHaveProperty('chosen');
    }
    expect((await outbox.find(['2019$2'])).get('2019$2')).toMatchObject({ contactId: 'c1' });
  });

  it('is completed from what is found under its id and type', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    const candidates = [
      { id: 'c1', name: 'Bob', type: 'Lead' },
      { id: 'c1', name: 'Acme', type: 'Account' },
    ];
    await outbox.log(draft({ chosen: bob }), signal, Promise.resolve({ candidates }));
    await world.advance(10);
    expect(world.tries.at(-1)?.record.contact).toEqual(candidates[1]);
  });

  it('gives way to what the page itself decides', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    const decided = { ...found, isDecided: true };
    await outbox.log(draft({ chosen: bob }), signal, Promise.resolve(decided));
    await world.advance(10);
    expect(world.tries.at(-1)?.record.contact).toEqual(found.contact);
    expect(world.tries.at(-1)?.record).not.toHaveProperty('isDecided');
  });

  it('goes with what is personal in the log', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft({ chosen: { ...bob, name: 'Robert' } }), signal);
    await world.advance(2 * 86_400_000);
    const row = await world.storage.run('readonly', (tables) => tables.get('2019$2'));
    expect(row?.state.name).toBe('remembered');
    expect(JSON.stringify(row)).not.toContain('Robert');
  });
});

describe('revisions', () => {
  it('grow over tabs and reloads, within a millisecond and when the clock was put back', async () => {
    const world = openWorld();
    const first = world.tab();
    await first.outbox.log(draft(), signal);
    await first.outbox.log(draft(), signal);
    first.close();
    world.clock.putBack(60_000);
    const second = world.tab();
    await second.outbox.log(draft(), signal);
    const row = await world.storage.run('readonly', (tables) => tables.get('2019$2'));
    expect(row?.revision).toBe(START + 2);
    expect(row?.record?.revision).toBe(START + 2);
    world.clock.putBack(-120_000);
    await second.outbox.log(draft(), signal);
    const next = await world.storage.run('readonly', (tables) => tables.get('2019$2'));
    expect(next?.revision).toBe(START + 60_000);
  });
});

describe('what is found out about a log after it received', () => {
  it('is waited for by the delivery, a short time, and not by the answer', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    let found = (_addition: object): void => undefined;
    const later = new Promise<object>((resolve) => {
      found = resolve;
    });
    await outbox.log(draft(), signal, later);
    await world.advance(500);
    expect(world.tries).toHaveLength(0);
    found({ candidates: [{ id: '1', name: 'Ada' }] });
    await world.advance(10);
    expect(world.tries).toMatchObject([
      { revision: START, record: { candidates: [{ name: 'Ada' }] } },
    ]);
  });

  it('is delivered as a further revision if it comes too late', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    let found = (_addition: object): void => undefined;
    const later = new Promise<object>((resolve) => {
      found = resolve;
    });
    await outbox.log(draft(), signal, later);
    await world.advance(3_000);
    expect(world.tries).toHaveLength(1);
    found({ contact: { id: '1', name: 'Ada' } });
    await world.advance(10);
    expect(world.tries[1]?.record).toMatchObject({ contact: { name: 'Ada' } });
    expect(world.tries[1]?.revision).toBeGreaterThan(START);
  });

  it('is not added to a later log of the key, and what a log had stays with its next', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft(), signal, Promise.resolve({ contact: { id: '1', name: 'Ada' } }));
    await world.advance(10);
    let found = (_addition: object): void => undefined;
    const later = new Promise<object>((resolve) => {
      found = resolve;
    });
    await outbox.log(draft({ task: { notes: 'second' } }), signal, later);
    await outbox.log(draft({ task: { notes: 'third' } }), signal);
    found({ contact: { id: '2', name: 'Eve' } });
    await world.advance(3_000);
    expect(world.tries.at(-1)?.record).toMatchObject({
      task: { notes: 'third' },
      contact: { name: 'Ada' },
    });
  });

  it('does not hold up the log if it fails', async () => {
    const world = openWorld();
    const { outbox } = world.tab();
    await outbox.log(draft(), signal, Promise.reject(new Error('contacts are down')));
    await world.advance(10);
    expect(world.tries).toHaveLength(1);
  });
});
