// The same plugin values on both wires. A story is written once, in what both simulated widgets can.
import 'fake-indexeddb/auto';
import { callLog, memoryCallLogStore, StoreError } from '@jackfield/plugin-calllog';
import type { CallLogOptions, CallLogStore } from '@jackfield/plugin-calllog';
import { contacts, memoryContactSource } from '@jackfield/plugin-contacts';
import type { Plugin } from '@jackfield/core';
import { describe, expect, test } from 'vitest';
import { acmeLeads } from '../../src/acme-plugin.js';
import { makePlugin } from './made-plugin.js';
import { CALLER, faultsOf, finish, LEADS, type Story, talk, WIRES } from './wires.js';

let serial = 0;

/** A CRM that works, or does not, and the call log's plugin for it. */
function makeCrm(options: Pick<CallLogOptions, 'logUndisposed' | 'owner'> = {}) {
  const crm = memoryCallLogStore();
  const state = { is: 'works' as 'works' | 'hangs' | 'down' | 'refuses' };
  const delivered: string[] = [];
  const store: CallLogStore = {
    find: async (keys, context) =>
      state.is === 'hangs' ? new Promise(() => undefined) : crm.find(keys, context),
    async upsert(record, context) {
      if (state.is === 'hangs') await new Promise(() => undefined);
      if (state.is === 'down') throw new Error('503');
      if (state.is === 'refuses') throw new StoreError('permanent', 'No such field');
      delivered.push(record.key);
      await crm.upsert(record, context);
    },
  };
  serial += 1;
  const name = `story-${serial}`;
  return {
    state,
    delivered,
    notes: async () =>
      (await crm.list()).map((log) => [log.key, 'task' in log && log.task?.notes] as const),
    plugin: callLog({ store, name, ...options }),
    /** The same plugin in another tab, which has the same database. */
    inAnotherTab: () => callLog({ store, name }),
  };
}

const ADA = { id: '7', name: 'Ada Lovelace', phoneNumbers: [{ phoneNumber: CALLER }] };
const people = (): Plugin => contacts({ source: memoryContactSource([ADA]) });

/** Closes the story, which must have had no fault on the wire. */
async function end(story: Story): Promise<void> {
  expect(faultsOf(story)).toEqual([]);
  await story.close();
}

describe.each(WIRES)('on $name', (wire) => {
  const showsStates = wire.wire === 'ringex';
  const isRingcx = wire.wire === 'ringcx' || wire.hasLeads;

  test('a call rings, is matched, answered, logged, and found again', async () => {
    const crm = makeCrm();
    const shown: string[] = [];
    const pop = acmeLeads({
      caller: (number) => void shown.push(number),
      lead: () => undefined,
    });
    const story = await wire.open([crm.plugin, people(), pop]);
    const { key, outcome } = await talk(story, 'Bought two');
    expect(outcome?.status).toBe('answered');
    expect(shown).toEqual([CALLER]);
    expect(await story.find(key)).toMatchObject([{ id: key }]);
    expect(await story.row(key)).toMatchObject({
      logged: true,
      matches: [{ id: '7', name: 'Ada Lovelace' }],
    });
    expect(await crm.notes()).toEqual([[key, 'Bought two']]);
    await end(story);
  });

  test('a widget that is reloaded during a call goes on, and its call is logged once', async () => {
    const crm = makeCrm();
    const story = await wire.open([crm.plugin, people()]);
    const { widget, during } = story;
    await during(widget.inboundCall({ from: CALLER }));
    await during(widget.answer());
    await story.reload();
    expect(story.host.state).toBe('registered');
    const { key } = await finish(story, 'After the reload');
    expect(await story.find(key)).toMatchObject([{ id: key }]);
    expect(await crm.notes()).toEqual([[key, 'After the reload']]);
    await end(story);
  });

  test('a call that nobody logs is found, and a late log of the agent updates it', async () => {
    const crm = makeCrm({ logUndisposed: { afterMs: 60_000 }, owner: '17' });
    const story = await wire.open([crm.plugin, people()]);
    const { widget, during } = story;
    await during(widget.inboundCall({ from: CALLER }));
    await during(widget.answer());
    await story.pass(5_000);
    const { key } = widget.call as { readonly key: string };
    await during(widget.hangUp());
    await story.pass(70_000);
    expect(await crm.notes()).toEqual([[key, false]]);
    expect(await story.find(key)).toMatchObject([{ id: key }]);
    await during(widget.submitDisposition({ dispositionId: '1101', notes: 'Late', summary: '' }));
    await story.pass(5_000);
    expect(await crm.notes()).toEqual([[key, 'Late']]);
    await end(story);
  });

  test('two tabs log a call once, and both know it', async () => {
    const crm = makeCrm();
    const other = crm.inAnotherTab();
    const story = await wire.open([crm.plugin, people()]);
    const second = await story.openTab([other, people()]);
    await story.pass(5_000);
    expect([story.host.state, second.state]).toEqual(['registered', 'registered']);
    const { key, outcome } = await talk(story, 'From two tabs');
    expect(outcome?.status).toBe('answered');
    await story.pass(60_000);
    expect(await crm.notes()).toEqual([[key, 'From two tabs']]);
    // RingEX logs a call of its own again when its row has arrived.
    const logged = crm.delivered.filter((one) => one === key);
    const logs = story.widget.requests.filter(({ name }) => name === 'logCall');
    expect(logged.length).toBeLessThanOrEqual(logs.length);
    expect(logs.length).toBe(isRingcx ? 1 : 2);
    await end(story);
  });

  test('a CRM that hangs does not hold the agent up: the log is kept, and shown where that is possible', async () => {
    const crm = makeCrm();
    const story = await wire.open([crm.plugin, people()]);
    crm.state.is = 'hangs';
    const { key, outcome } = await talk(story, 'Kept');
    expect(outcome?.status).toBe('answered');
    expect(outcome?.ms).toBeLessThan(15_000);
    expect((await crm.plugin.status()).counts).toMatchObject({ pending: 1 });
    const row = await story.row(key);
    expect(row?.logged).toBe(false);
    expect(row?.statusRow).toEqual(
      showsStates ? expect.objectContaining({ status: 'pending' }) : undefined,
    );
    expect(await crm.notes()).toEqual([]);
    await end(story);
  });

  test('a CRM that fails gets the log when it works again', async () => {
    const crm = makeCrm();
    const story = await wire.open([crm.plugin, people()]);
    crm.state.is = 'down';
    const { key, outcome } = await talk(story, 'Kept');
    expect(outcome?.status).toBe('answered');
    await story.pass(5_000);
    const before = await story.row(key);
    expect(before?.logged).toBe(false);
    expect(before?.statusRow).toEqual(
      showsStates ? expect.objectContaining({ status: 'failed' }) : undefined,
    );
    crm.state.is = 'works';
    await story.pass(600_000);
    expect(await crm.notes()).toEqual([[key, 'Kept']]);
    const found = await story.find(key);
    expect(found).toMatchObject([{ id: key }]);
    expect(found[0]).not.toHaveProperty('status');
    // RingCX 1.0 does not ask again.
    if (showsStates)
      expect(await story.row(key)).toMatchObject({ logged: true, statusRow: undefined });
    await end(story);
  });

  test('a log that the CRM refuses is shown as failed where that is possible, until somebody tries again', async () => {
    const crm = makeCrm();
    const story = await wire.open([crm.plugin]);
    crm.state.is = 'refuses';
    const { key } = await talk(story, 'Kept');
    await story.pass(600_000);
    expect((await crm.plugin.status()).counts).toMatchObject({ failed: 1 });
    const row = await story.row(key);
    expect([row?.logged, row?.statusRow?.['status']]).toEqual([
      false,
      showsStates ? 'failed' : undefined,
    ]);
    crm.state.is = 'works';
    await crm.plugin.retry();
    await story.pass(5_000);
    expect(await crm.notes()).toEqual([[key, 'Kept']]);
    await end(story);
  });

  const testOfLeads = wire.hasLeads ? test : () => undefined;
  testOfLeads('leads reach the plugins', async () => {
    const shown: string[] = [];
    const pop = acmeLeads({
      caller: () => undefined,
      lead: ({ leadId }) => void shown.push(leadId),
    });
    const story = await wire.open([pop]);
    await story.during(story.widget.getLeads());
    const [lead] = LEADS;
    expect(await story.during(story.widget.viewLead(lead!))).toMatchObject({ status: 'answered' });
    expect(shown).toEqual(['lead-1']);
    await end(story);
  });

  test('what npm create makes runs, with every message that this widget has', async () => {
    const saved = new Map<string, unknown>();
    const made = await makePlugin({
      findContacts: (numbers: readonly string[]) =>
        new Map(numbers.map((number) => [number, [ADA]])),
      saveLog: (key: string, _call: unknown, task: unknown) => void saved.set(key, task),
      findLogs: (keys: readonly string[]) =>
        new Map(keys.filter((key) => saved.has(key)).map((key) => [key, [{ id: key }]])),
      openLead: () => undefined,
    });
    const story = await wire.open([made.plugin]);
    if (wire.hasLeads) {
      await story.during(story.widget.getLeads());
      await story.during(story.widget.viewLead(LEADS[0]!));
    }
    const { key } = await talk(story, 'Made');
    expect(await story.find(key)).toEqual([{ id: key }]);
    expect(await story.row(key)).toMatchObject({ matches: [{ id: '7' }] });
    expect(saved.get(key)).toMatchObject({ notes: 'Made' });
    const names = new Set(made.asked.map(([name]) => name));
    for (const name of ['showCaller', 'callStarted', 'callEnded', 'findContacts', 'findLogs'])
      expect(names).toContain(name);
    if (wire.hasLeads)
      for (const name of ['leadsLoaded', 'openLead']) expect(names).toContain(name);
    await end(story);
  });
});

test('one set of plugin values runs on one widget after the other', async () => {
  const crm = makeCrm();
  const values = [
    crm.plugin,
    people(),
    acmeLeads({ caller: () => undefined, lead: () => undefined }),
  ];
  const keys: string[] = [];
  for (const wire of WIRES) {
    const story = await wire.open(values);
    const { key } = await talk(story, wire.name);
    expect(await story.find(key), wire.name).toMatchObject([{ id: key }]);
    keys.push(key);
    await end(story);
  }
  expect(new Map(await crm.notes())).toEqual(
    new Map(WIRES.map(({ name }, index) => [keys[index], name])),
  );
});

test('one set of plugin values runs on all widgets at once, and each log is delivered once', async () => {
  const crm = makeCrm();
  const values = [crm.plugin, people()];
  const stories = [];
  for (const wire of WIRES) stories.push([wire, await wire.open(values)] as const);
  const keys: string[] = [];
  for (const [{ name }, story] of stories) keys.push((await talk(story, name)).key);
  for (const [, story] of stories) await story.pass(30_000);
  expect(new Map(await crm.notes())).toEqual(
    new Map(WIRES.map(({ name }, index) => [keys[index], name])),
  );
  for (const [, story] of stories) await end(story);
});
